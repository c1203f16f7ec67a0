package io.automedia.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Makes documents that a `$jsonSchema` allows, and for each of them all that are wrong in just one place.
final class Generated {
    private static final List<Object> OF_EACH_TYPE = List.of(
            "text",
            7,
            7L,
            0.7,
            true,
            Instant.EPOCH,
            new ObjectId(),
            new Document("a", 1),
            List.of("a"),
            new Binary(new byte[3]),
            new Decimal128(7));

    private final Random random;

    Generated(long seed) {
        random = new Random(seed);
    }

    /// A document in which every field is there.
    Document full(Document schema) {
        return (Document) value(schema, 1);
    }

    /// A document in which fields that may be absent or null often are.
    Document some(Document schema) {
        return (Document) value(schema, 0.5);
    }

    private Object value(Document schema, double likelihood) {
        List<?> values = schema.getList("enum", Object.class);
        if (values != null) {
            List<?> given = values.stream().filter(Objects::nonNull).toList();
            return given.get(random.nextInt(given.size()));
        }
        return switch (types(schema).getFirst()) {
            case "object" -> object(schema, likelihood);
            case "array" -> list(schema, likelihood);
            case "string" -> text(schema);
            case "int" -> number(schema);
            case "bool" -> random.nextBoolean();
            case "date" -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
            case "objectId" -> new ObjectId();
            case "binData" -> new Binary(new byte[random.nextInt(40)]);
            default -> throw new AssertionError("nothing is generated for " + schema);
        };
    }

    private Document object(Document schema, double likelihood) {
        Document object = new Document();
        List<String> required = schema.getList("required", String.class, List.of());
        schema.get("properties", new Document()).forEach((name, part) -> {
            Document shape = (Document) part;
            if (required.contains(name) || random.nextDouble() < likelihood) {
                object.append(name, value(shape, likelihood));
            } else if (random.nextBoolean() && allowsNull(shape)) {
                object.append(name, null);
            }
        });
        if (schema.get("additionalProperties") instanceof Document any) {
            object.append("likes", value(any, likelihood)).append("reactionsLove", value(any, likelihood));
        } else if (!isClosed(schema)) {
            object.append("fromElsewhere", 1);
        }
        return object;
    }

    private static boolean isClosed(Document schema) {
        return Boolean.FALSE.equals(schema.get("additionalProperties"));
    }

    private List<Object> list(Document schema, double likelihood) {
        List<Object> list = new ArrayList<>();
        if (schema.get("items") instanceof List<?> each) {
            each.forEach(element -> list.add(value((Document) element, likelihood)));
            return list;
        }
        int length = likelihood == 1 ? 2 : random.nextInt(3);
        for (int i = 0; i < length; i++) {
            list.add(value(schema.get("items", Document.class), likelihood));
        }
        return list;
    }

    private String text(Document schema) {
        int least = schema.getInteger("minLength", 0);
        int most = Math.min(schema.getInteger("maxLength", 30), least + 30);
        return "雪".repeat(random.nextBoolean() ? least : most);
    }

    private Number number(Document schema) {
        double least = bound(schema, "minimum", -1_000_000);
        double most = bound(schema, "maximum", least + 2_000_000);
        return switch (random.nextInt(4)) {
            case 0 -> (int) least;
            case 1 -> (long) most;
            default -> least + random.nextDouble() * (most - least);
        };
    }

    private static double bound(Document schema, String name, double otherwise) {
        return schema.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static List<String> types(Document schema) {
        return schema.get("bsonType") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(schema.get("bsonType")));
    }

    private static boolean allowsNull(Document schema) {
        List<?> values = schema.getList("enum", Object.class);
        return values == null ? types(schema).contains("null") : values.stream().anyMatch(Objects::isNull);
    }

    /// Every document that is this one but for one wrong value, by what is wrong.
    Map<String, Document> corruptions(Document document, Document schema) {
        Map<String, Document> wrong = new LinkedHashMap<>();
        wrongValues("", document, schema)
                .forEach((what, value) -> wrong.put(what, (Document) Objects.requireNonNull(value)));
        return wrong;
    }

    private Map<String, @Nullable Object> wrongValues(String path, Object right, Document schema) {
        Map<String, @Nullable Object> wrong = new LinkedHashMap<>();
        if (!path.isEmpty()) {
            ofWrongType(path, schema, wrong);
        }
        switch (right) {
            case Document object -> inObject(path, object, schema, wrong);
            case List<?> list -> inList(path, list, schema, wrong);
            case String ignored -> outOfBounds(path, schema, wrong);
            case Number ignored -> outOfBounds(path, schema, wrong);
            default -> {
                // its type is all that is said of it
            }
        }
        return wrong;
    }

    private static void ofWrongType(String path, Document schema, Map<String, @Nullable Object> wrong) {
        List<?> values = schema.getList("enum", Object.class);
        for (Object other : OF_EACH_TYPE) {
            // the server has a rule of its own about lists as ids
            boolean isAskedFirst = path.equals("._id") && other instanceof List;
            if (!isAskedFirst && (values != null || !isOf(types(schema), other))) {
                wrong.put(path + " is a " + other.getClass().getSimpleName(), other);
            }
        }
        if (!allowsNull(schema)) {
            wrong.put(path + " is null", null);
        }
    }

    private static boolean isOf(List<String> types, Object value) {
        return types.contains(
                switch (value) {
                    case String ignored -> "string";
                    case Integer ignored -> "int";
                    case Long ignored -> "long";
                    case Double ignored -> "double";
                    case Decimal128 ignored -> "decimal";
                    case Boolean ignored -> "bool";
                    case Instant ignored -> "date";
                    case ObjectId ignored -> "objectId";
                    case Document ignored -> "object";
                    case List<?> ignored -> "array";
                    default -> "binData";
                });
    }

    private void inObject(String path, Document object, Document schema, Map<String, @Nullable Object> wrong) {
        Document properties = schema.get("properties", new Document());
        if (isClosed(schema)) {
            wrong.put(path + " has misspelt", new Document(object).append("misspelt", 1));
        }
        for (String name : schema.getList("required", String.class, List.of())) {
            Document without = new Document(object);
            without.remove(name);
            wrong.put(path + " lacks " + name, without);
        }
        object.forEach((name, value) -> {
            Object others = schema.get("additionalProperties");
            if (properties.getOrDefault(name, others) instanceof Document part && value != null) {
                wrongValues(path + "." + name, value, part)
                        .forEach((what, bad) -> wrong.put(what, new Document(object).append(name, bad)));
            }
        });
    }

    private void inList(String path, List<?> list, Document schema, Map<String, @Nullable Object> wrong) {
        boolean isPair = schema.get("items") instanceof List;
        Document items = isPair
                ? (Document) schema.getList("items", Object.class).getLast()
                : schema.get("items", Document.class);
        if (isPair) {
            wrong.put(path + " is too few", list.subList(1, 2));
        }
        if (!list.isEmpty()) {
            wrongValues(path + "[]", list.getLast(), items).forEach((what, bad) -> {
                List<@Nullable Object> changed = new ArrayList<>(list);
                changed.set(changed.size() - 1, bad);
                wrong.put(what, changed);
            });
        }
        Integer most = schema.getInteger("maxItems");
        if (most != null) {
            List<Object> tooMany = new ArrayList<>();
            for (int i = 0; i <= most; i++) {
                tooMany.add(value(items, 1));
            }
            wrong.put(path + " is too many", tooMany);
        }
    }

    private static void outOfBounds(String path, Document schema, Map<String, @Nullable Object> wrong) {
        Integer shortest = schema.getInteger("minLength");
        if (shortest != null && shortest > 0) {
            wrong.put(path + " is too short", "a".repeat(shortest - 1));
        }
        Integer longest = schema.getInteger("maxLength");
        if (longest != null) {
            wrong.put(path + " is too long", "a".repeat(longest + 1));
        }
        if (schema.get("minimum") instanceof Number least) {
            wrong.put(path + " is too small", least.doubleValue() - 0.01);
            wrong.put(path + " is far too small", least.longValue() - 1_000_000);
        }
        if (schema.get("maximum") instanceof Number most) {
            wrong.put(path + " is too great", most.doubleValue() + 0.01);
        }
    }
}
