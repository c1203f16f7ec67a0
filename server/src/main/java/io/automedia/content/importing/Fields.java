package io.automedia.content.importing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The fields of a JSON object, each read as the type that it must have. Null is absent.
record Fields(JsonNode json, String path) {
    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private @Nullable JsonNode field(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private UnreadableEntry wrong(String name, String what) {
        return new UnreadableEntry("The field " + path + name + " is not " + what + ".");
    }

    String required(String name) throws UnreadableEntry {
        String text = text(name);
        if (text == null) {
            throw new UnreadableEntry("The field " + path + name + " is missing.");
        }
        return text;
    }

    @Nullable
    String text(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !value.isString()) {
            throw wrong(name, "text");
        }
        return value == null ? null : value.stringValue();
    }

    @Nullable
    Boolean truth(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    @Nullable
    Long whole(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
            throw wrong(name, "a whole number");
        }
        return value == null ? null : value.longValue();
    }

    @Nullable
    Integer small(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !(value.isIntegralNumber() && value.canConvertToInt())) {
            throw wrong(name, "a whole number");
        }
        return value == null ? null : value.intValue();
    }

    @Nullable
    Double number(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !value.isNumber()) {
            throw wrong(name, "a number");
        }
        return value == null ? null : value.doubleValue();
    }

    @Nullable
    Instant time(String name) throws UnreadableEntry {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw wrong(name, "a time such as 2024-01-15T09:30:00Z");
        }
    }

    /// One of the constants of an enum, in lower case.
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) throws UnreadableEntry {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "one of the values that it may have");
    }

    /// An object, empty when it is absent.
    Fields object(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !value.isObject()) {
            throw wrong(name, "an object");
        }
        return new Fields(value == null ? EMPTY : value, path + name + ".");
    }

    List<Fields> objects(String name) throws UnreadableEntry {
        JsonNode value = list(name);
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        List<Fields> objects = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isObject()) {
                throw wrong(name, "a list of objects");
            }
            objects.add(new Fields(element, path + name + "."));
        }
        return objects;
    }

    List<String> texts(String name) throws UnreadableEntry {
        JsonNode value = list(name);
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw wrong(name, "a list of texts");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /// A pair of places in a text.
    @Nullable
    List<Integer> places(String name) throws UnreadableEntry {
        JsonNode value = list(name);
        if (value == null) {
            return null;
        }
        List<Integer> places = new ArrayList<>(2);
        for (JsonNode element : value) {
            if (!element.canConvertToInt() || places.size() == 2) {
                throw wrong(name, "a pair of numbers");
            }
            places.add(element.intValue());
        }
        return places;
    }

    private @Nullable JsonNode list(String name) throws UnreadableEntry {
        JsonNode value = field(name);
        if (value != null && !value.isArray()) {
            throw wrong(name, "a list");
        }
        return value;
    }
}
