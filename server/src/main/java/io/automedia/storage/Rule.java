package io.automedia.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A part of a `$jsonSchema`, read once, that looks at the bytes of many documents.
final class Rule {
    private static final Map<String, Integer> TYPES = Map.of(
            "double",
            BsonBytes.DOUBLE,
            "string",
            BsonBytes.STRING,
            "object",
            BsonBytes.OBJECT,
            "array",
            BsonBytes.ARRAY,
            "binData",
            5,
            "objectId",
            7,
            "bool",
            8,
            "date",
            9,
            "null",
            BsonBytes.NULL);
    private static final Map<String, Integer> NUMBERS =
            Map.of("int", BsonBytes.INT, "long", BsonBytes.LONG, "decimal", BsonBytes.DECIMAL);
    private static final Set<String> KNOWN = Set.of(
            "bsonType",
            "enum",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum");
    private static final int ANY = -1;

    private final int types;
    private final long required;
    private final long completed;
    private final List<byte[]> values;
    private final double least;
    private final double greatest;
    private final int shortest;
    private final int longest;
    private final int fewestItems;
    private final int mostItems;
    private final String wanted;
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> namesAsBytes = new ArrayList<>();
    private final List<Rule> parts = new ArrayList<>();
    private final @Nullable Rule items;
    private final List<Rule> each;
    private final @Nullable Rule others;
    private final boolean isClosed;

    Rule(Document schema) {
        this(schema, null);
    }

    /// @param shape whose defaults a whole document must have, too; null for none
    Rule(Document schema, @Nullable Shape shape) {
        if (!KNOWN.containsAll(schema.keySet())) {
            throw new IllegalArgumentException("A description has keywords that are not checked: " + schema.keySet());
        }
        List<?> enumeration = schema.getList("enum", Object.class);
        this.types = types(schema, enumeration);
        this.values = enumeration == null ? List.of() : texts(enumeration);
        this.least = bound(schema, "minimum", Double.NEGATIVE_INFINITY);
        this.greatest = bound(schema, "maximum", Double.POSITIVE_INFINITY);
        this.shortest = (int) bound(schema, "minLength", 0);
        this.longest = (int) bound(schema, "maxLength", Integer.MAX_VALUE);
        this.fewestItems = (int) bound(schema, "minItems", 0);
        this.mostItems = (int) bound(schema, "maxItems", Integer.MAX_VALUE);
        this.wanted = Wording.of(schema);
        Map<String, Shape.Field> fields = fields(shape);
        schema.get("properties", new Document()).forEach((name, part) -> add(name, (Document) part, fields.get(name)));
        if (names.size() > Long.SIZE) {
            throw new IllegalArgumentException("An object with more than " + Long.SIZE + " fields is not checked");
        }
        this.required = schema.getList("required", String.class, List.of()).stream()
                .mapToLong(name -> 1L << names.indexOf(name))
                .reduce(0, (some, one) -> some | one);
        this.completed = fields.values().stream()
                .filter(field -> field.standard() != null)
                .mapToLong(field -> 1L << names.indexOf(field.name()))
                .reduce(0, (some, one) -> some | one);
        this.items = schema.get("items") instanceof Document element
                ? new Rule(element, shape == null ? null : shape.element())
                : null;
        this.each = schema.get("items") instanceof List<?> several
                ? several.stream().map(element -> new Rule((Document) element)).toList()
                : List.of();
        this.others = schema.get("additionalProperties") instanceof Document any ? new Rule(any) : null;
        this.isClosed = Boolean.FALSE.equals(schema.get("additionalProperties"));
    }

    private static Map<String, Shape.Field> fields(@Nullable Shape shape) {
        return shape == null
                ? Map.of()
                : shape.fields().stream().collect(Collectors.toMap(Shape.Field::name, Function.identity()));
    }

    private void add(String name, Document part, Shape.@Nullable Field field) {
        names.add(name);
        namesAsBytes.add(name.getBytes(StandardCharsets.UTF_8));
        parts.add(new Rule(part, field == null ? null : field.shape()));
    }

    private static int types(Document schema, @Nullable List<?> enumeration) {
        Object type = schema.get("bsonType");
        if (type == null) {
            return enumeration == null
                    ? ANY
                    : bit(BsonBytes.STRING)
                            | (enumeration.stream().anyMatch(Objects::isNull) ? bit(BsonBytes.NULL) : 0);
        }
        int mask = 0;
        for (Object one : type instanceof List<?> several ? several : List.of(type)) {
            Integer code = TYPES.getOrDefault(one, NUMBERS.get(one));
            if (code == null) {
                throw new IllegalArgumentException("A description has a type that is not checked: " + one);
            }
            mask |= bit(code);
        }
        return mask;
    }

    private static int bit(int type) {
        return type > 0 && type < 31 ? 1 << type : 0;
    }

    private static List<byte[]> texts(List<?> enumeration) {
        List<byte[]> texts = new ArrayList<>();
        for (Object value : enumeration) {
            if (value != null) {
                texts.add(((String) value).getBytes(StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static double bound(Document schema, String name, double otherwise) {
        return schema.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /// What is wrong with a value; null when nothing is.
    @Nullable
    Fault fault(BsonBytes bytes, int type, int value) {
        if (!allows(type)) {
            return new Fault("", wanted);
        }
        return switch (type) {
            case BsonBytes.OBJECT -> inObject(bytes, value);
            case BsonBytes.ARRAY -> inList(bytes, value);
            case BsonBytes.STRING -> isText(bytes, value) ? null : new Fault("", wanted);
            case BsonBytes.DOUBLE, BsonBytes.INT, BsonBytes.LONG, BsonBytes.DECIMAL ->
                isWithin(bytes.number(type, value)) ? null : new Fault("", wanted);
            default -> null;
        };
    }

    boolean allows(int type) {
        return types == ANY || (types & bit(type)) != 0;
    }

    private boolean isText(BsonBytes bytes, int value) {
        if (!values.isEmpty()) {
            for (byte[] allowed : values) {
                if (bytes.isText(allowed, value)) {
                    return true;
                }
            }
            return false;
        }
        int length = bytes.textLength(value);
        // a character has one to four bytes, so most texts need not be counted
        if (length <= longest && length >= shortest * 4L) {
            return true;
        }
        int characters = bytes.characters(value);
        return characters >= shortest && characters <= longest;
    }

    /// What is no number is less than any, as for the server.
    private boolean isWithin(double number) {
        return (number >= least || (least == Double.NEGATIVE_INFINITY)) && !(number > greatest);
    }

    private @Nullable Fault inObject(BsonBytes bytes, int object) {
        int next = 0;
        long met = 0;
        int element = bytes.first(object);
        while (bytes.isElement(element)) {
            int type = bytes.type(element);
            int endOfName = bytes.endOfName(element);
            int place = find(bytes, element, endOfName, next);
            Rule part = place < 0 ? others : parts.get(place);
            if (place < 0 && isClosed) {
                return new Fault(bytes.name(element, endOfName), Wording.UNKNOWN);
            }
            Fault fault = part == null ? null : part.fault(bytes, type, endOfName + 1);
            if (fault != null) {
                return fault.within(bytes.name(element, endOfName));
            }
            if (place >= 0) {
                next = place + 1;
                met |= 1L << place;
            }
            element = bytes.end(type, endOfName + 1);
        }
        if ((completed & ~met) != 0) {
            return Fault.INCOMPLETE;
        }
        long lacking = required & ~met;
        return lacking == 0 ? null : new Fault(names.get(Long.numberOfTrailingZeros(lacking)), Wording.REQUIRED);
    }

    /// Documents have their fields in the order of the description, nearly always.
    private int find(BsonBytes bytes, int element, int endOfName, int next) {
        int count = namesAsBytes.size();
        for (int i = 0; i < count; i++) {
            int place = next + i < count ? next + i : next + i - count;
            if (bytes.isNamed(namesAsBytes.get(place), element, endOfName)) {
                return place;
            }
        }
        return -1;
    }

    private @Nullable Fault inList(BsonBytes bytes, int list) {
        int count = 0;
        int element = bytes.first(list);
        while (bytes.isElement(element)) {
            int type = bytes.type(element);
            int value = bytes.endOfName(element) + 1;
            Rule rule = count < each.size() ? each.get(count) : items;
            Fault fault = rule == null ? null : rule.fault(bytes, type, value);
            if (fault != null) {
                return fault.within("[" + count + "]");
            }
            count++;
            element = bytes.end(type, value);
        }
        return count >= fewestItems && count <= mostItems ? null : new Fault("", wanted);
    }

    /// The rule of a field, as updates name it; null when nothing is said of it.
    ///
    /// @return a fault in place of the rule when there can't be such a field
    Target at(String path) {
        Rule rule = this;
        boolean isRequired = false;
        for (String name : path.split("\\.", -1)) {
            if (rule.items != null && isPlace(name)) {
                isRequired = false;
                rule = rule.items;
                continue;
            }
            int place = rule.names.indexOf(name);
            isRequired = place >= 0 && (rule.required & 1L << place) != 0;
            Rule part = place >= 0 ? rule.parts.get(place) : rule.others;
            if (part == null) {
                boolean canHave = rule.allows(BsonBytes.OBJECT) && !rule.isClosed;
                return new Target(null, false, canHave ? null : new Fault(path, Wording.UNKNOWN));
            }
            rule = part;
        }
        return new Target(rule, isRequired, null);
    }

    private static boolean isPlace(String name) {
        return name.startsWith("$") || name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// What a path of an update leads to.
    record Target(
            @Nullable Rule rule,
            boolean isRequired,
            @Nullable Fault fault) {}

    /// The rule of the elements of a list; null when nothing is said of them.
    @Nullable
    Rule items() {
        return items;
    }

    /// What a value must be, in words.
    String wanted() {
        return wanted;
    }

    /// The names of what every object must have.
    List<String> required() {
        return IntStream.range(0, names.size())
                .filter(place -> (required & 1L << place) != 0)
                .mapToObj(names::get)
                .toList();
    }
}
