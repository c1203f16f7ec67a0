package io.automedia.embeddedmongodb.language;

import static io.automedia.embeddedmongodb.language.ExpressionParser.function;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.bson.BsonDateTime;
import org.bson.BsonNull;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/// Arithmetic on numbers, and on dates where MongoDB allows it.
final class ArithmeticOperators {
    private static final int ANY = Integer.MAX_VALUE;

    private ArithmeticOperators() {}

    static void register() {
        function("$add", 0, ANY, ArithmeticOperators::add);
        function("$subtract", 2, 2, ArithmeticOperators::subtract);
        function("$multiply", 0, ANY, ArithmeticOperators::multiply);
        function("$divide", 2, 2, ArithmeticOperators::divide);
        function("$mod", 2, 2, ArithmeticOperators::modulo);
        function("$abs", 1, 1, a -> {
            Object n = number("$abs", a[0]);
            return switch (n) {
                case null -> BsonNull.VALUE;
                case Double d -> Math.abs(d);
                case Long l
                when l == Long.MIN_VALUE -> throw MongoError.location(28680, "can't take $abs of long long min");
                default -> Numbers.toDouble(n) < 0 ? Numbers.subtract(0, n) : n;
            };
        });
        function("$ceil", 1, 1, a -> rounded("$ceil", a[0], 0, RoundingMode.CEILING));
        function("$floor", 1, 1, a -> rounded("$floor", a[0], 0, RoundingMode.FLOOR));
        function("$round", 1, 2, a -> rounded("$round", a[0], places(a), RoundingMode.HALF_EVEN));
        function("$trunc", 1, 2, a -> rounded("$trunc", a[0], places(a), RoundingMode.DOWN));
        real("$sqrt", Math::sqrt);
        real("$exp", Math::exp);
        real("$ln", Math::log);
        real("$log10", Math::log10);
        real("$sin", Math::sin);
        real("$cos", Math::cos);
        real("$tan", Math::tan);
        real("$asin", Math::asin);
        real("$acos", Math::acos);
        real("$atan", Math::atan);
        real("$sinh", Math::sinh);
        real("$cosh", Math::cosh);
        real("$tanh", Math::tanh);
        real("$degreesToRadians", Math::toRadians);
        real("$radiansToDegrees", Math::toDegrees);
        function("$log", 2, 2, a -> {
            Object n = number("$log", a[0]);
            Object base = number("$log", a[1]);
            return n == null || base == null
                    ? BsonNull.VALUE
                    : Math.log(Numbers.toDouble(n)) / Math.log(Numbers.toDouble(base));
        });
        function("$atan2", 2, 2, a -> {
            Object y = number("$atan2", a[0]);
            Object x = number("$atan2", a[1]);
            return y == null || x == null ? BsonNull.VALUE : Math.atan2(Numbers.toDouble(y), Numbers.toDouble(x));
        });
        function("$pow", 2, 2, ArithmeticOperators::power);
        bits("$bitAnd", -1, (l, r) -> l & r);
        bits("$bitOr", 0, (l, r) -> l | r);
        bits("$bitXor", 0, (l, r) -> l ^ r);
    }

    private static MongoError mismatch(String message) {
        return new MongoError(ErrorCode.TYPE_MISMATCH, message);
    }

    /// The number, null for null and missing.
    static @Nullable Object number(String operator, @Nullable Object value) {
        if (Expression.isNullish(value)) {
            return null;
        }
        if (value != null && Numbers.isNumber(value)) {
            return value;
        }
        throw MongoError.location(28765, operator + " only supports numeric types, not " + TypeOperators.nameOf(value));
    }

    private static void real(String name, DoubleUnaryOperator operator) {
        function(name, 1, 1, a -> {
            Object number = number(name, a[0]);
            if (number == null) {
                return BsonNull.VALUE;
            }
            double argument = Numbers.toDouble(number);
            if (name.equals("$sqrt") && argument < 0) {
                throw MongoError.location(28714, "$sqrt's argument must be greater than or equal to 0");
            }
            if ((name.equals("$ln") || name.equals("$log10")) && argument <= 0) {
                throw MongoError.location(28766, name + "'s argument must be a positive number, but is " + argument);
            }
            if (name.equals("$sqrt") && number instanceof Decimal128 decimal && Double.isFinite(argument)) {
                return Numbers.decimal(Numbers.toBigDecimal(decimal).sqrt(MathContext.DECIMAL128));
            }
            double result = operator.applyAsDouble(argument);
            return number instanceof Decimal128 ? Numbers.toDecimal(result) : (Object) result;
        });
    }

    private static void bits(String name, long identity, LongBinaryOperator operator) {
        function(name, 0, ANY, a -> {
            long result = identity;
            boolean wide = false;
            for (Object value : a) {
                if (Expression.isNullish(value)) {
                    return BsonNull.VALUE;
                }
                if (!(value instanceof Integer) && !(value instanceof Long)) {
                    throw mismatch(name + " only supports int and long operands.");
                }
                wide |= value instanceof Long;
                result = operator.applyAsLong(result, ((Number) value).longValue());
            }
            return wide ? (Object) result : (Object) (int) result;
        });
    }

    private static Object add(@Nullable Object[] arguments) {
        Object sum = 0;
        Long date = null;
        for (Object value : arguments) {
            switch (value) {
                case null -> {
                    return BsonNull.VALUE;
                }
                case BsonDateTime given -> {
                    if (date != null) {
                        throw MongoError.location(16612, "only one date allowed in an $add expression");
                    }
                    date = given.getValue();
                }
                default -> {
                    if (Expression.isNullish(value)) {
                        return BsonNull.VALUE;
                    }
                    if (!Numbers.isNumber(value)) {
                        throw mismatch("$add only supports numeric or date types, not " + TypeOperators.nameOf(value));
                    }
                    sum = Numbers.add(sum, value);
                }
            }
        }
        return date == null ? sum : new BsonDateTime(date + Math.round(Numbers.toDouble(sum)));
    }

    private static Object subtract(@Nullable Object[] arguments) {
        Object left = arguments[0];
        Object right = arguments[1];
        if (left == null || right == null || Expression.isNullish(left) || Expression.isNullish(right)) {
            return BsonNull.VALUE;
        }
        if (left instanceof BsonDateTime from && right instanceof BsonDateTime until) {
            return from.getValue() - until.getValue();
        }
        if (left instanceof BsonDateTime from && Numbers.isNumber(right)) {
            return new BsonDateTime(from.getValue() - Math.round(Numbers.toDouble(right)));
        }
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw mismatch("can't $subtract " + TypeOperators.nameOf(right) + " from " + TypeOperators.nameOf(left));
        }
        return Numbers.subtract(left, right);
    }

    private static Object multiply(@Nullable Object[] arguments) {
        Object product = 1;
        for (Object value : arguments) {
            if (value == null || Expression.isNullish(value)) {
                return BsonNull.VALUE;
            }
            if (!Numbers.isNumber(value)) {
                throw mismatch("$multiply only supports numeric types, not " + TypeOperators.nameOf(value));
            }
            product = Numbers.multiply(product, value);
        }
        return product;
    }

    private static Object divide(@Nullable Object[] arguments) {
        Object left = arguments[0];
        Object right = arguments[1];
        if (left == null || right == null || Expression.isNullish(left) || Expression.isNullish(right)) {
            return BsonNull.VALUE;
        }
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw mismatch("$divide only supports numeric types, not " + TypeOperators.nameOf(left) + " and "
                    + TypeOperators.nameOf(right));
        }
        if (Numbers.toDouble(right) == 0) {
            throw new MongoError(ErrorCode.BAD_VALUE, "can't $divide by zero");
        }
        if (left instanceof Decimal128 || right instanceof Decimal128) {
            return DecimalArithmetic.quotient(Numbers.toDecimal(left), Numbers.toDecimal(right));
        }
        return Numbers.toDouble(left) / Numbers.toDouble(right);
    }

    private static Object modulo(@Nullable Object[] arguments) {
        Object left = arguments[0];
        Object right = arguments[1];
        if (left == null || right == null || Expression.isNullish(left) || Expression.isNullish(right)) {
            return BsonNull.VALUE;
        }
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw mismatch("$mod only supports numeric types, not " + TypeOperators.nameOf(left) + " and "
                    + TypeOperators.nameOf(right));
        }
        if (Numbers.toDouble(right) == 0) {
            throw MongoError.location(16610, "can't $mod by zero");
        }
        if (left instanceof Decimal128 || right instanceof Decimal128) {
            return DecimalArithmetic.remainder(Numbers.toDecimal(left), Numbers.toDecimal(right));
        }
        if (left instanceof Double || right instanceof Double) {
            return Numbers.toDouble(left) % Numbers.toDouble(right);
        }
        long remainder = ((Number) left).longValue() % ((Number) right).longValue();
        return left instanceof Integer && right instanceof Integer ? (Object) (int) remainder : (Object) remainder;
    }

    private static Object power(@Nullable Object[] arguments) {
        Object base = number("$pow", arguments[0]);
        Object exponent = number("$pow", arguments[1]);
        if (base == null || exponent == null) {
            return BsonNull.VALUE;
        }
        double left = Numbers.toDouble(base);
        double right = Numbers.toDouble(exponent);
        if (left == 0 && right < 0) {
            throw MongoError.location(28764, "$pow cannot take a base of 0 and a negative exponent");
        }
        if (base instanceof Decimal128 || exponent instanceof Decimal128) {
            return DecimalArithmetic.power(Numbers.toDecimal(base), right);
        }
        if (base instanceof Double || exponent instanceof Double) {
            return Math.pow(left, right);
        }
        return wholePower(((Number) base).longValue(), ((Number) exponent).longValue(), base, exponent);
    }

    /// A double where the result is beyond 64 bits or the exponent is negative, as in MongoDB.
    private static Object wholePower(long base, long exponent, Object left, Object right) {
        boolean ints = left instanceof Integer && right instanceof Integer;
        if (base >= -1 && base <= 1) {
            long unit = exponent == 0 || (base == -1 && exponent % 2 == 0) ? 1 : base;
            return ints ? (Object) (int) unit : (Object) unit;
        }
        double approximate = Math.pow((double) base, (double) exponent);
        if (exponent < 0 || Math.abs(approximate) > 0x1p64) {
            return approximate;
        }
        BigDecimal exact = BigDecimal.valueOf(base).pow((int) exponent);
        long whole = exact.longValue();
        if (exact.compareTo(BigDecimal.valueOf(whole)) != 0) {
            return approximate;
        }
        return ints && whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }

    private static int places(@Nullable Object[] arguments) {
        Long places = arguments.length < 2 ? Long.valueOf(0) : Numbers.exactLong(arguments[1]);
        if (places == null || places < -20 || places > 100) {
            throw MongoError.location(51083, "precision must be a whole number between -20 and 100");
        }
        return places.intValue();
    }

    private static Object rounded(String operator, @Nullable Object value, int places, RoundingMode mode) {
        Object number = number(operator, value);
        return switch (number) {
            case null -> BsonNull.VALUE;
            case Double d when Double.isNaN(d) || Double.isInfinite(d) -> d;
            case Double d -> {
                double result = new BigDecimal(d).setScale(places, mode).doubleValue();
                yield result == 0 ? Math.copySign(0.0, d) : result;
            }
            case Decimal128 d when d.isNaN() || d.isInfinite() -> d;
            case Decimal128 d -> Numbers.decimal(Numbers.toBigDecimal(d).setScale(places, mode));
            case Integer i when places >= 0 -> i;
            case Long l when places >= 0 -> l;
            default -> {
                long result = BigDecimal.valueOf(((Number) number).longValue())
                        .setScale(places, mode)
                        .longValue();
                yield number instanceof Integer && result == (int) result ? (Object) (int) result : (Object) result;
            }
        };
    }
}
