package io.automedia.web.http;

import static io.automedia.web.http.DescribedTypes.anything;
import static io.automedia.web.http.DescribedTypes.reference;

import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Describes what is left of an answer when `fields` keeps a part of it: the same, but nothing has to
/// be there. Of a list that holds for each item.
final class PartialAnswers {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String ITEMS = "items";

    private final Map<String, Schema<?>> whole;
    private final Map<String, Schema<?>> parts = new LinkedHashMap<>();

    PartialAnswers(Map<String, Schema<?>> whole) {
        this.whole = whole;
    }

    /// The parts that were described.
    Map<String, Schema<?>> components() {
        return parts;
    }

    /// An answer that is whole, or a part.
    Schema<?> wholeOrPart(Schema<?> answer) {
        String name = name(answer);
        Schema<?> described = whole.get(name);
        if (described == null) {
            return answer;
        }
        Map<String, Schema<?>> fields = fields(described);
        Schema<?> items = fields.get(ITEMS);
        Schema<?> part = items == null || items.getItems() == null ? part(answer) : listOfParts(name, described);
        return anything().anyOf(List.of(answer, part));
    }

    private Schema<?> listOfParts(String name, Schema<?> described) {
        Map<String, Schema<?>> fields = new LinkedHashMap<>(fields(described));
        fields.computeIfPresent(ITEMS, (items, list) -> part(list));
        String of = partOf(name);
        parts.put(of, copy(described, fields).required(described.getRequired()));
        return reference(of);
    }

    private Schema<?> part(Schema<?> schema) {
        String name = name(schema);
        if (whole.containsKey(name)) {
            String of = partOf(name);
            if (!parts.containsKey(of)) {
                parts.put(of, anything());
                Schema<?> described = whole.get(name);
                Map<String, Schema<?>> fields = new LinkedHashMap<>();
                fields(described).forEach((field, value) -> fields.put(field, part(value)));
                parts.put(of, copy(described, fields));
            }
            return reference(of);
        }
        if (schema.getAnyOf() != null) {
            Schema<?> some = anything();
            schema.getAnyOf().forEach(one -> some.addAnyOfItem(part(one)));
            return some;
        }
        if (schema.getItems() != null) {
            Schema<?> list = copy(schema, fields(schema));
            return list.items(part(schema.getItems()));
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            return copy(schema, fields(schema)).additionalProperties(part(values));
        }
        return schema;
    }

    private static Schema<?> copy(Schema<?> schema, Map<String, Schema<?>> fields) {
        Schema<?> copy = anything().description(schema.getDescription());
        copy.setTypes(schema.getTypes());
        fields.forEach(copy::addProperty);
        return copy;
    }

    private static Map<String, Schema<?>> fields(Schema<?> schema) {
        Map<String, Schema<?>> fields = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, value) -> fields.put(name, value));
        }
        return fields;
    }

    private static String name(Schema<?> schema) {
        String reference = schema.get$ref();
        return reference == null ? "" : reference.substring(REFERENCE.length());
    }

    private static String partOf(String name) {
        return "PartOf" + name;
    }
}
