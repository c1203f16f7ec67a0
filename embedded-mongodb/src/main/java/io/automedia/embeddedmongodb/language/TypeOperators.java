package io.automedia.embeddedmongodb.language;

import static io.automedia.embeddedmongodb.language.ExpressionParser.function;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.BsonType;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.util.Set;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonNull;
import org.bson.BsonTimestamp;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// `$type` and conversions.
final class TypeOperators {
    private TypeOperators() {}

    static void register() {
        function("$type", 1, 1, a -> nameOf(a[0]));
        function("$isNumber", 1, 1, a -> Numbers.isNumber(a[0]));
        conversion("$toString", BsonType.STRING);
        conversion("$toInt", BsonType.INT);
        conversion("$toLong", BsonType.LONG);
        conversion("$toDouble", BsonType.DOUBLE);
        conversion("$toDecimal", BsonType.DECIMAL);
        conversion("$toBool", BsonType.BOOLEAN);
        conversion("$toDate", BsonType.DATE);
        conversion("$toObjectId", BsonType.OBJECT_ID);
        ExpressionParser.register("$convert", TypeOperators::convert);
        function(
                "$bsonSize",
                1,
                1,
                a -> a[0] instanceof Document document ? document.toRaw().length() : BsonNull.VALUE);
    }

    static String nameOf(@Nullable Object value) {
        return value == null ? "missing" : ValueOrder.typeOf(value).alias();
    }

    private static void conversion(String name, BsonType target) {
        function(name, 1, 1, a -> a[0] == null || Expression.isNullish(a[0]) ? BsonNull.VALUE : to(target, a[0]));
    }

    private static Expression.Body convert(Object specification, ExpressionParser parser) {
        Document arguments = ExpressionParser.named("$convert", specification, "input", "to", "onError", "onNull");
        Expression input = parser.required("$convert", arguments, "input");
        Expression to = parser.required("$convert", arguments, "to");
        Expression onError = parser.optional(arguments, "onError");
        Expression onNull = parser.optional(arguments, "onNull");
        return scope -> {
            Object value = input.evaluate(scope);
            Object target = to.evaluate(scope);
            if (value == null || Expression.isNullish(value)) {
                return onNull == null ? BsonNull.VALUE : onNull.evaluate(scope);
            }
            if (target == null || Expression.isNullish(target)) {
                return BsonNull.VALUE;
            }
            Set<Byte> types = OperatorParser.types(target);
            try {
                return to(BsonType.of(types.iterator().next()), value);
            } catch (MongoError failure) {
                if (onError == null) {
                    throw failure;
                }
                return onError.evaluate(scope);
            }
        };
    }

    private static MongoError failure(Object value, BsonType target, String reason) {
        return new MongoError(
                ErrorCode.CONVERSION_FAILURE,
                reason.isEmpty()
                        ? "Unsupported conversion from " + nameOf(value) + " to " + target.alias()
                                + " in $convert with no onError value"
                        : reason + " in $convert with no onError value: " + value);
    }

    private static Object to(BsonType target, Object value) {
        return switch (target) {
            case STRING -> text("$convert", value);
            case BOOLEAN -> Expression.isTrue(value);
            case INT -> (int) whole(value, target, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG ->
                value instanceof BsonDateTime date
                        ? date.getValue()
                        : whole(value, target, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> real(value, target);
            case DECIMAL -> decimal(value, target);
            case DATE -> date(value, target);
            case OBJECT_ID -> objectId(value, target);
            default -> throw failure(value, target, "");
        };
    }

    static String text(String operator, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Integer i -> i.toString();
            case Long l -> l.toString();
            case Double d -> number(d);
            case Decimal128 d -> d.toString();
            case ObjectId id -> id.toString();
            case BsonDateTime date -> DateOperators.iso(date.getValue());
            case BsonBinary binary when binary.getType() == 4 -> binary.asUuid().toString();
            default ->
                throw operator.equals("$convert")
                        ? failure(value, BsonType.STRING, "")
                        : MongoError.location(16007, "can't convert from BSON type " + nameOf(value) + " to String");
        };
    }

    private static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number);
        }
        String text =
                Double.toString(number).replace("E-", "e-").replace("E", "e+").replace(".0e", "e");
        return text;
    }

    private static long whole(Object value, BsonType target, long least, long greatest) {
        long whole = switch (value) {
            case Boolean flag -> flag ? 1 : 0;
            case Integer i -> i;
            case Long l -> l;
            case Double d -> {
                if (Double.isNaN(d) || Double.isInfinite(d)) {
                    throw failure(value, target, "Attempt to convert " + d + " value to integer type");
                }
                if (Math.abs(d) >= 0x1p63) {
                    throw failure(value, target, "Conversion would overflow target type");
                }
                yield d.longValue();
            }
            case Decimal128 d -> {
                if (d.isNaN() || d.isInfinite()) {
                    throw failure(value, target, "Attempt to convert " + d + " value to integer type");
                }
                if (Math.abs(Numbers.toDouble(d)) >= 0x1p63) {
                    throw failure(value, target, "Conversion would overflow target type");
                }
                yield Numbers.toBigDecimal(d).longValue();
            }
            case String text -> {
                try {
                    yield Long.parseLong(text);
                } catch (NumberFormatException malformed) {
                    throw failure(value, target, "Failed to parse number '" + text + "'");
                }
            }
            default -> throw failure(value, target, "");
        };
        if (whole < least || whole > greatest) {
            throw failure(value, target, "Conversion would overflow target type");
        }
        return whole;
    }

    private static Object real(Object value, BsonType target) {
        return switch (value) {
            case Boolean flag -> flag ? 1.0 : 0.0;
            case BsonDateTime date -> (double) date.getValue();
            case String text -> {
                try {
                    yield Double.parseDouble(text.equals("inf") ? "Infinity" : text);
                } catch (NumberFormatException malformed) {
                    throw failure(value, target, "Failed to parse number '" + text + "'");
                }
            }
            default -> {
                if (Numbers.isNumber(value)) {
                    yield Numbers.toDouble(value);
                }
                throw failure(value, target, "");
            }
        };
    }

    private static Object decimal(Object value, BsonType target) {
        return switch (value) {
            case Boolean flag -> new Decimal128(flag ? 1 : 0);
            case BsonDateTime date -> new Decimal128(date.getValue());
            case String text -> {
                try {
                    yield Decimal128.parse(text);
                } catch (NumberFormatException malformed) {
                    throw failure(value, target, "Failed to parse number '" + text + "'");
                }
            }
            default -> {
                if (Numbers.isNumber(value)) {
                    yield Numbers.toDecimal(value);
                }
                throw failure(value, target, "");
            }
        };
    }

    private static Object date(Object value, BsonType target) {
        return switch (value) {
            case BsonDateTime date -> date;
            case Long millis -> new BsonDateTime(millis);
            case Double _, Decimal128 _ -> new BsonDateTime(whole(value, target, Long.MIN_VALUE, Long.MAX_VALUE));
            case ObjectId id -> new BsonDateTime(id.getTimestamp() * 1000L);
            case BsonTimestamp timestamp -> new BsonDateTime(timestamp.getTime() * 1000L);
            case String text -> new BsonDateTime(DateOperators.parse(text));
            default -> throw failure(value, target, "");
        };
    }

    private static Object objectId(Object value, BsonType target) {
        if (value instanceof ObjectId) {
            return value;
        }
        if (!(value instanceof String text)) {
            throw failure(value, target, "");
        }
        if (!ObjectId.isValid(text)) {
            throw failure(value, target, "Failed to parse objectId '" + text + "'");
        }
        return new ObjectId(text);
    }
}
