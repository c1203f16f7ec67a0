package io.automedia.schema;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;

/// Fields by path, such as `keywords[].term`, with what each holds in a word: text, number, truth, time, id, open, or
/// the values of an enum with `|` between.
record Described(TreeMap<String, String> fields) {
    static final String OPEN = "open";
    private static final String ANY = "any";

    private static final Map<String, String> WORDS = Map.of(
            "string", "text", "bool", "truth", "date", "time", "objectId", "id", "int", "number", "object", OPEN);

    /// As written by hand: a line is a path and a word.
    static Described parse(String text) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            String[] parts = line.strip().split("\\s+", 2);
            fields.put(parts[0], parts[1].replace(" ", ""));
        }
        return new Described(fields);
    }

    static Described ofJsonSchema(Document schema) {
        Described described = new Described(new TreeMap<>());
        described.walk("", schema);
        return described;
    }

    private void walk(String path, Document schema) {
        List<?> values = schema.getList("enum", Object.class);
        Object type = schema.get("bsonType");
        Object first = type instanceof List<?> several ? (isAny(several) ? ANY : several.getFirst()) : type;
        if (values != null) {
            fields.put(
                    path,
                    values.stream()
                            .filter(Objects::nonNull)
                            .map(String::valueOf)
                            .collect(Collectors.joining("|")));
        } else if (schema.get("properties") instanceof Document properties) {
            properties.forEach((name, value) -> walk(path.isEmpty() ? name : path + "." + name, (Document) value));
        } else if (schema.get("additionalProperties") instanceof Document any) {
            walk(path + ".*", any);
        } else if ("array".equals(first)) {
            boolean isPair = schema.get("items") instanceof List;
            walk(
                    path + "[]",
                    isPair ? schema.getList("items", Document.class).getFirst() : schema.get("items", Document.class));
        } else {
            fields.put(path, WORDS.getOrDefault(String.valueOf(first), String.valueOf(first)));
        }
    }

    private static boolean isAny(List<?> types) {
        return types.containsAll(List.of("string", "bool", "int"));
    }

    static Described ofRecord(Class<?> type) {
        Described described = new Described(new TreeMap<>());
        described.walk("", type);
        return described;
    }

    private void walk(String path, Type type) {
        switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == List.class -> walk(path + "[]", generic.getActualTypeArguments()[0]);
            case ParameterizedType generic
            when generic.getRawType() == Map.class -> walk(path + ".*", generic.getActualTypeArguments()[1]);
            case Class<?> plain
            when plain.isEnum() ->
                fields.put(
                        path,
                        Arrays.stream(plain.getEnumConstants())
                                .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining("|")));
            case Class<?> plain
            when plain.isRecord() -> {
                for (RecordComponent component : plain.getRecordComponents()) {
                    String name = name(component);
                    walk(path.isEmpty() ? name : path + "." + name, component.getGenericType());
                }
            }
            default -> fields.put(path, word(type));
        }
    }

    private static String word(Type type) {
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "truth";
        }
        if (type == Instant.class) {
            return "time";
        }
        if (type == ObjectId.class) {
            return "id";
        }
        if (type == BsonValue.class) {
            return ANY;
        }
        return type == Document.class ? OPEN : "number";
    }

    private static String name(RecordComponent component) {
        try {
            Field field = component.getDeclaringRecord().getDeclaredField(component.getName());
            BsonProperty named = field.getAnnotation(BsonProperty.class);
            if (named != null) {
                return named.value();
            }
            return field.isAnnotationPresent(BsonId.class) ? "_id" : component.getName();
        } catch (NoSuchFieldException everyComponentHasOne) {
            throw new AssertionError(everyComponentHasOne);
        }
    }

    private static boolean isEnum(String word) {
        return !word.equals(ANY) && !WORDS.containsValue(word);
    }

    /// The same as Java holds it: an enum may be a text there, and what is below an open part is not told apart.
    Described inTheFormOf(Described java) {
        TreeMap<String, String> adapted = new TreeMap<>();
        fields.forEach((path, word) -> {
            String open = java.fields.entrySet().stream()
                    .filter(field -> field.getValue().equals(OPEN) && path.startsWith(field.getKey() + "."))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            if (open != null) {
                adapted.put(open, OPEN);
            } else {
                boolean isPlainText = isEnum(word) && "text".equals(java.fields.get(path));
                adapted.put(path, isPlainText ? "text" : word);
            }
        });
        return new Described(adapted);
    }

    /// Whether a path of a real document is described.
    boolean knows(String path) {
        return fields.keySet().stream()
                .anyMatch(known -> known.equals(path)
                        || (known.endsWith(".*") && path.startsWith(known.substring(0, known.length() - 1)))
                        || (OPEN.equals(fields.get(known)) && path.startsWith(known + ".")));
    }
}
