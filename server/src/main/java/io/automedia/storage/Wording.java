package io.automedia.storage;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;

/// Says in words what a part of a description asks for.
final class Wording {
    static final String UNKNOWN = "is not a field that is kept here";
    static final String REQUIRED = "is required";

    private Wording() {}

    /// Such as `must be a number from 1 to 5`.
    static String of(Document schema) {
        return "must be " + kind(schema);
    }

    /// Such as `a number from 1 to 5`.
    static String kind(Document schema) {
        List<?> values = schema.getList("enum", Object.class);
        if (values != null) {
            return "one of "
                    + values.stream()
                            .filter(Objects::nonNull)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (isAnyValue(schema)) {
            return "a value, or a list of values";
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> list(schema);
            case "string" -> text(schema);
            case "int" -> numbers(schema);
            case "bool" -> "true or false";
            case "date" -> "a time";
            case "objectId" -> "an id";
            case "binData" -> "bytes";
            default -> "anything";
        };
    }

    private static boolean isAnyValue(Document schema) {
        return schema.get("bsonType") instanceof List<?> types && types.containsAll(List.of("string", "bool", "array"));
    }

    /// The type that a part has when it isn't null.
    static String type(Document schema) {
        Object type = schema.get("bsonType");
        return String.valueOf(type instanceof List<?> several ? several.getFirst() : type);
    }

    private static String object(Document schema) {
        return schema.get("additionalProperties") instanceof Document any
                ? "an object whose values are each " + kind(any)
                : "an object";
    }

    private static String list(Document schema) {
        if (schema.get("items") instanceof List<?> each) {
            return "a list of "
                    + each.stream().map(element -> kind((Document) element)).collect(Collectors.joining(" and "));
        }
        return schema.containsKey("maxItems") ? "a list of at most " + number(schema, "maxItems") : "a list";
    }

    private static String text(Document schema) {
        boolean hasLeast = schema.get("minLength") instanceof Integer least && least > 0;
        if (schema.containsKey("maxLength")) {
            String most = number(schema, "maxLength");
            return hasLeast
                    ? "a text of " + number(schema, "minLength") + " to " + most + " characters"
                    : "a text of at most " + most + " characters";
        }
        return "a text";
    }

    private static String numbers(Document schema) {
        if (schema.containsKey("maximum")) {
            return "a number from " + number(schema, "minimum") + " to " + number(schema, "maximum");
        }
        return schema.containsKey("minimum") ? "a number of " + number(schema, "minimum") + " or more" : "a number";
    }

    private static String number(Document schema, String bound) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(schema.get(bound, Number.class));
    }
}
