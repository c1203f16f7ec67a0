package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.BsonOutput;
import io.automedia.embeddedmongodb.values.BsonType;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonBinary;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonUndefined;

/// Reads what stands at a field: `{$gt: 1, $lt: 5}`.
final class OperatorParser {
    private static final Set<String> ON_DOCUMENTS = Set.of("$and", "$or", "$nor", "$where", "$expr", "$jsonSchema");

    private final ConditionParser documents;

    OperatorParser(ConditionParser documents) {
        this.documents = documents;
    }

    Condition parse(FieldPath path, Document operators) {
        List<Condition> parts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : operators.fields().entrySet()) {
            switch (entry.getKey()) {
                case "$regex" -> parts.add(regex(path, entry.getValue(), operators));
                case "$options" -> {
                    if (!operators.has("$regex")) {
                        throw bad("$options needs a $regex");
                    }
                }
                default -> ConditionParser.add(parts, operator(path, entry.getKey(), entry.getValue()));
            }
        }
        return ConditionParser.conjunction(parts);
    }

    private Condition operator(FieldPath path, String name, Object value) {
        return switch (name) {
            case "$eq" -> comparison(path, Condition.Operator.EQUAL, value);
            case "$ne" -> new Condition.Not(comparison(path, Condition.Operator.EQUAL, noRegex(name, value)));
            case "$gt" -> comparison(path, Condition.Operator.GREATER, noRegex(name, value));
            case "$gte" -> comparison(path, Condition.Operator.GREATER_OR_EQUAL, noRegex(name, value));
            case "$lt" -> comparison(path, Condition.Operator.LESS, noRegex(name, value));
            case "$lte" -> comparison(path, Condition.Operator.LESS_OR_EQUAL, noRegex(name, value));
            case "$in" -> in(path, name, value);
            case "$nin" -> new Condition.Not(in(path, name, value));
            case "$not" -> not(path, value);
            case "$exists" ->
                isTrue(value) ? new Condition.Exists(path) : new Condition.Not(new Condition.Exists(path));
            case "$type" -> new Condition.HasType(path, types(value));
            case "$mod" -> modulo(path, value);
            case "$size" -> size(path, value);
            case "$all" -> all(path, value);
            case "$elemMatch" -> elementMatch(path, value);
            case "$bitsAllSet" -> bits(path, Condition.Bits.BitTest.ALL_SET, name, value);
            case "$bitsAllClear" -> bits(path, Condition.Bits.BitTest.ALL_CLEAR, name, value);
            case "$bitsAnySet" -> bits(path, Condition.Bits.BitTest.ANY_SET, name, value);
            case "$bitsAnyClear" -> bits(path, Condition.Bits.BitTest.ANY_CLEAR, name, value);
            case "$comment" -> new Condition.And(List.of());
            case "$near", "$nearSphere", "$geoWithin", "$geoIntersects", "$within" ->
                throw new MongoError(ErrorCode.COMMAND_NOT_SUPPORTED, name + " is not supported by this server");
            default -> throw bad("unknown operator: " + name);
        };
    }

    private static MongoError bad(String message) {
        return new MongoError(ErrorCode.BAD_VALUE, message);
    }

    private static Condition comparison(FieldPath path, Condition.Operator operator, Object value) {
        return new Condition.Comparison(path, operator, BsonOutput.raw(value));
    }

    private static Object noRegex(String name, Object value) {
        if (value instanceof BsonRegularExpression) {
            throw bad("Can't have RegEx as arg to predicate over field '" + name + "'.");
        }
        return value;
    }

    private static Condition regex(FieldPath path, Object pattern, Document operators) {
        Object given = operators.get("$options");
        if (given != null && !(given instanceof String)) {
            throw bad("$options has to be a string");
        }
        String options = given instanceof String text ? text : "";
        return switch (pattern) {
            case String text -> ConditionParser.regex(path, new BsonRegularExpression(text, options));
            case BsonRegularExpression expression when options.isEmpty() -> ConditionParser.regex(path, expression);
            case BsonRegularExpression expression
            when expression.getOptions().isEmpty() ->
                ConditionParser.regex(path, new BsonRegularExpression(expression.getPattern(), options));
            case BsonRegularExpression _ -> throw MongoError.location(51075, "options set in both $regex and $options");
            default -> throw bad("$regex has to be a string");
        };
    }

    private static Condition in(FieldPath path, String name, Object value) {
        if (!(value instanceof Array array)) {
            throw bad(name + " needs an array");
        }
        List<RawValue> values = new ArrayList<>();
        List<Condition.Regex> expressions = new ArrayList<>();
        for (Object item : array) {
            if (item instanceof BsonRegularExpression expression) {
                expressions.add(ConditionParser.regex(path, expression));
            } else if (item instanceof Document document && ConditionParser.isOperators(document)) {
                throw bad("cannot nest $ under " + name);
            } else {
                values.add(BsonOutput.raw(item));
            }
        }
        return new Condition.In(path, values, expressions);
    }

    private Condition not(FieldPath path, Object value) {
        return switch (value) {
            case BsonRegularExpression expression -> new Condition.Not(ConditionParser.regex(path, expression));
            case Document document when document.isEmpty() -> throw bad("$not cannot be empty");
            case Document document -> new Condition.Not(parse(path, document));
            default -> throw bad("$not needs a regex or a document");
        };
    }

    static boolean isTrue(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case BsonNull _, BsonUndefined _ -> false;
            default -> !Numbers.isNumber(value) || Numbers.toDouble(value) != 0;
        };
    }

    static Set<Byte> types(Object value) {
        Set<Byte> types = new HashSet<>();
        if (value instanceof Array array) {
            if (array.isEmpty()) {
                throw new MongoError(ErrorCode.FAILED_TO_PARSE, "$type must match at least one type");
            }
            array.forEach(item -> addType(types, item));
        } else {
            addType(types, value);
        }
        return types;
    }

    static void addType(Set<Byte> types, Object value) {
        if (value.equals("number")) {
            types.addAll(Set.of((byte) 1, (byte) 16, (byte) 18, (byte) 19));
            return;
        }
        Long number = Numbers.exactLong(value);
        BsonType type = value instanceof String alias
                ? BsonType.withAlias(alias)
                : number == null ? null : BsonType.withNumber(Math.clamp(number, -2, 1000));
        if (type == null && !(value instanceof String) && !Numbers.isNumber(value)) {
            throw new MongoError(ErrorCode.TYPE_MISMATCH, "type must be represented as a number or a string");
        }
        if (type == null) {
            throw bad(
                    (value instanceof String ? "Unknown type name alias: " : "Invalid numerical type code: ") + value);
        }
        types.add(type.number());
    }

    private static Condition modulo(FieldPath path, Object value) {
        if (!(value instanceof Array array)) {
            throw bad("malformed mod, needs to be an array");
        }
        if (array.size() != 2) {
            throw bad("malformed mod, " + (array.size() < 2 ? "not enough" : "too many") + " elements");
        }
        long divisor = whole(array.get(0), "malformed mod, divisor not a number");
        if (divisor == 0) {
            throw bad("divisor cannot be 0");
        }
        return new Condition.Modulo(path, divisor, whole(array.get(1), "malformed mod, remainder not a number"));
    }

    private static long whole(Object value, String message) {
        if (!Numbers.isNumber(value) || Double.isNaN(Numbers.toDouble(value))) {
            throw bad(message);
        }
        return value instanceof Long exact ? exact : (long) Numbers.toDouble(value);
    }

    private static Condition size(FieldPath path, Object value) {
        Long size = Numbers.exactLong(value);
        if (size == null) {
            throw bad("Failed to parse $size. Expected an integer");
        }
        if (size < 0) {
            throw bad("Failed to parse $size. Expected a non-negative number in: $size: " + size);
        }
        return new Condition.Size(path, size);
    }

    private Condition all(FieldPath path, Object value) {
        if (!(value instanceof Array array)) {
            throw bad("$all needs an array");
        }
        if (array.isEmpty()) {
            return new Condition.Constant(false);
        }
        List<Condition> parts = new ArrayList<>();
        for (Object item : array) {
            if (item instanceof Document document && document.has("$elemMatch") && document.size() == 1) {
                parts.add(parse(path, document));
            } else if (item instanceof Document document && ConditionParser.isOperators(document)) {
                throw bad("no $ expressions in $all");
            } else {
                parts.add(ConditionParser.equal(path, item));
            }
        }
        return ConditionParser.conjunction(parts);
    }

    private Condition elementMatch(FieldPath path, Object value) {
        if (!(value instanceof Document document)) {
            throw bad("$elemMatch needs an Object");
        }
        boolean onValues = ConditionParser.isOperators(document)
                && !ON_DOCUMENTS.contains(document.fields().keySet().iterator().next());
        return onValues
                ? new Condition.ElementValueMatch(path, parse(path, document))
                : new Condition.ElementMatch(path, documents.parse(document));
    }

    private static Condition bits(FieldPath path, Condition.Bits.BitTest test, String name, Object value) {
        byte[] mask = new byte[8];
        switch (value) {
            case BsonBinary binary -> mask = binary.getData();
            case Array array -> {
                for (Object item : array) {
                    long position = whole(item, name + " bit positions must be an integer");
                    if (position < 0) {
                        throw bad("bit positions must be >= 0 but got: " + position);
                    }
                    set(mask, (int) Math.min(position, 63));
                }
            }
            default -> {
                Long number = Numbers.exactLong(value);
                if (number == null || number < 0) {
                    throw bad(name + " takes an Array, a number, or a BinData");
                }
                for (int position = 0; position < 63; position++) {
                    if (((number >> position) & 1) != 0) {
                        set(mask, position);
                    }
                }
            }
        }
        return new Condition.Bits(path, test, mask);
    }

    private static void set(byte[] mask, int position) {
        mask[position / 8] |= (byte) (1 << (position % 8));
    }
}
