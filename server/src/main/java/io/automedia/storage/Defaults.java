package io.automedia.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// The defaults of one kind of object, and of the objects in it, read once from a description.
final class Defaults {
    private final List<Part> parts = new ArrayList<>();

    /// A field that has a default, or is or lists objects that have some.
    private record Part(
            String name,
            @Nullable Default standard,
            @Nullable Defaults inner,
            @Nullable Defaults each) {
        BsonValue filled(BsonValue value, long now) {
            if (inner != null && value.isDocument()) {
                return inner.fill(value.asDocument(), now);
            }
            if (each == null || !value.isArray()) {
                return value;
            }
            BsonArray list = new BsonArray();
            value.asArray().forEach(one -> list.add(one.isDocument() ? each.fill(one.asDocument(), now) : one));
            return list;
        }
    }

    private Defaults() {}

    static Defaults of(Shape shape) {
        Defaults defaults = new Defaults();
        for (Shape.Field field : shape.fields()) {
            Defaults inner = of(field.shape());
            Shape element = field.shape().element();
            Defaults each = element == null ? new Defaults() : of(element);
            if (field.standard() != null || !inner.parts.isEmpty() || !each.parts.isEmpty()) {
                defaults.add(field, inner, each);
            }
        }
        return defaults;
    }

    private void add(Shape.Field field, Defaults inner, Defaults each) {
        parts.add(new Part(
                field.name(),
                field.standard(),
                inner.parts.isEmpty() ? null : inner,
                each.parts.isEmpty() ? null : each));
    }

    /// A document with all of them. What is null in it was said to be so, and stays.
    BsonDocument fill(BsonDocument document, long now) {
        BsonDocument filled = new BsonDocument();
        filled.putAll(document);
        for (Part part : parts) {
            BsonValue value = filled.get(part.name);
            if (value == null && part.standard != null) {
                value = part.standard.at(now);
            }
            if (value != null) {
                filled.put(part.name, part.filled(value, now));
            }
        }
        return filled;
    }

    /// Tells of each default by its path, in the parts of a document that are there by default.
    void forEach(BiConsumer<String, BsonValue> action, long now) {
        forEach("", action, now);
    }

    /// @return whether there was any
    private boolean forEach(String outer, BiConsumer<String, BsonValue> action, long now) {
        boolean any = false;
        for (Part part : parts) {
            if (part.standard != null) {
                any = true;
                String path = outer + part.name;
                if (part.inner == null || !part.inner.forEach(path + ".", action, now)) {
                    action.accept(path, part.standard.at(now));
                }
            }
        }
        return any;
    }

    /// In words, by paths such as `webhooks[].isActive`.
    static Map<String, String> words(@Nullable Shape shape) {
        Map<String, String> words = new LinkedHashMap<>();
        if (shape != null) {
            of(shape).addWords("", words);
        }
        return words;
    }

    private void addWords(String outer, Map<String, String> words) {
        for (Part part : parts) {
            if (part.standard != null) {
                words.put(outer + part.name, part.standard.words());
            }
            if (part.inner != null) {
                part.inner.addWords(outer + part.name + ".", words);
            }
            if (part.each != null) {
                part.each.addWords(outer + part.name + "[].", words);
            }
        }
    }
}
