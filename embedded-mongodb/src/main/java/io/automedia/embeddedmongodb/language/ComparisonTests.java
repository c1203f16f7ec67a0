package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.values.BsonType;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.Raw;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.util.Arrays;

/// Comparisons with a constant. Values of another type class never match, except null (with missing) and the keys at
/// both ends (source: MongoDB's `ComparisonMatchExpression`).
final class ComparisonTests {
    private ComparisonTests() {}

    static ElementTest of(Condition.Operator operator, RawValue constant) {
        BsonType type = BsonType.of(constant.type());
        return switch (type) {
            case NULL, UNDEFINED -> includesEqual(operator) ? ComparisonTests::isNull : (_, _, _) -> false;
            case MIN_KEY, MAX_KEY -> atTheEnds(operator, constant);
            case STRING ->
                operator == Condition.Operator.EQUAL ? sameText(constant) : ordered(operator, constant, type);
            case INT, LONG, DOUBLE, DECIMAL -> number(operator, constant, type);
            default -> ordered(operator, constant, type);
        };
    }

    static boolean isNull(byte type, byte[] bytes, int value) {
        return type == ElementTest.MISSING || type == 10 || type == 6;
    }

    private static boolean includesEqual(Condition.Operator operator) {
        return operator != Condition.Operator.LESS && operator != Condition.Operator.GREATER;
    }

    /// All other values, and nothing at all, lie above the least key and below the greatest.
    private static ElementTest atTheEnds(Condition.Operator operator, RawValue constant) {
        int others = BsonType.of(constant.type()) == BsonType.MIN_KEY ? 1 : -1;
        return (type, _, _) -> holds(operator, type == constant.type() ? 0 : others);
    }

    private static ElementTest sameText(RawValue constant) {
        byte[] expected =
                Arrays.copyOfRange(constant.bytes(), constant.offset(), constant.offset() + constant.length());
        return (type, bytes, value) -> (type == 2 || type == 14)
                && Raw.int32(bytes, value) == expected.length - 4
                && Arrays.equals(bytes, value + 4, value + expected.length, expected, 4, expected.length);
    }

    private static ElementTest ordered(Condition.Operator operator, RawValue constant, BsonType constantType) {
        int rank = constantType.rank();
        return (type, bytes, value) -> type != ElementTest.MISSING
                && BsonType.of(type).rank() == rank
                && holds(
                        operator,
                        ValueOrder.compareRaw(
                                type, bytes, value, constant.type(), constant.bytes(), constant.offset()));
    }

    private static ElementTest number(Condition.Operator operator, RawValue constant, BsonType constantType) {
        if (Double.isNaN(Numbers.toDouble(Raw.read(constant.bytes(), constant.type(), constant.offset())))) {
            boolean matchesNaN = includesEqual(operator);
            return (type, bytes, value) -> matchesNaN && isNaN(type, bytes, value);
        }
        ElementTest general = ordered(operator, constant, constantType);
        ElementTest withoutNaN = (type, bytes, value) -> general.test(type, bytes, value) && !isNaN(type, bytes, value);
        if (constantType != BsonType.INT && constantType != BsonType.LONG) {
            return withoutNaN;
        }
        long whole = constantType == BsonType.INT ? constant.asInt32() : constant.asInt64();
        return (type, bytes, value) -> switch (type) {
            case 16 -> holds(operator, Long.compare(Raw.int32(bytes, value), whole));
            case 18 -> holds(operator, Long.compare(Raw.int64(bytes, value), whole));
            default -> withoutNaN.test(type, bytes, value);
        };
    }

    private static boolean isNaN(byte type, byte[] bytes, int value) {
        return (type == 1 || type == 19) && Double.isNaN(Numbers.toDouble(Raw.read(bytes, type, value)));
    }

    private static boolean holds(Condition.Operator operator, int comparison) {
        return switch (operator) {
            case EQUAL -> comparison == 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
        };
    }
}
