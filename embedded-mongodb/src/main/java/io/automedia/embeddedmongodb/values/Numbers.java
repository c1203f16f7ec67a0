package io.automedia.embeddedmongodb.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/// Arithmetic over BSON's four number types: the result's type is the widest of the operands', ints grow to longs and
/// longs to doubles where they would overflow.
public final class Numbers {
    private static final double TWO_TO_63 = 0x1p63;
    private static final MathContext FIFTEEN_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private Numbers() {}

    public static boolean isNumber(@Nullable Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Decimal128;
    }

    public static double toDouble(Object number) {
        return switch (number) {
            case Integer i -> i;
            case Long l -> l;
            case Double d -> d;
            case Decimal128 d -> decimalToDouble(d);
            default -> throw new IllegalArgumentException("not a number: " + number);
        };
    }

    private static double decimalToDouble(Decimal128 number) {
        if (number.isNaN()) {
            return Double.NaN;
        }
        if (number.isInfinite()) {
            return number.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return isNegativeZero(number) ? -0.0 : number.bigDecimalValue().doubleValue();
    }

    private static boolean isNegativeZero(Decimal128 number) {
        if (!number.isNegative()) {
            return false;
        }
        try {
            number.bigDecimalValue();
            return false;
        } catch (ArithmeticException negativeZero) {
            return true;
        }
    }

    /// The integer a number stands for, or null when it stands for none (fractions, NaN, beyond 64 bits).
    public static @Nullable Long exactLong(@Nullable Object number) {
        return switch (number) {
            case Integer i -> i.longValue();
            case Long l -> l;
            case Double d -> d == Math.rint(d) && d >= -TWO_TO_63 && d < TWO_TO_63 ? (Long) d.longValue() : null;
            case Decimal128 d -> {
                if (d.isNaN() || d.isInfinite()) {
                    yield null;
                }
                try {
                    yield toBigDecimal(d).longValueExact();
                } catch (ArithmeticException fraction) {
                    yield null;
                }
            }
            case null, default -> null;
        };
    }

    public static BigDecimal toBigDecimal(Decimal128 number) {
        return isNegativeZero(number) ? BigDecimal.ZERO : number.bigDecimalValue();
    }

    /// A double becomes a decimal of exactly fifteen digits, as in MongoDB: 2.5 is 2.50000000000000.
    public static Decimal128 toDecimal(Object number) {
        return switch (number) {
            case Integer i -> new Decimal128(i);
            case Long l -> new Decimal128(l);
            case Decimal128 d -> d;
            case Double d -> {
                if (d.isNaN()) {
                    yield Decimal128.NaN;
                }
                if (d.isInfinite()) {
                    yield d > 0 ? Decimal128.POSITIVE_INFINITY : Decimal128.NEGATIVE_INFINITY;
                }
                if (d == 0) {
                    yield Double.doubleToRawLongBits(d) == 0 ? Decimal128.POSITIVE_ZERO : Decimal128.NEGATIVE_ZERO;
                }
                BigDecimal rounded = new BigDecimal(d, FIFTEEN_DIGITS);
                yield new Decimal128(rounded.setScale(rounded.scale() + 15 - rounded.precision()));
            }
            default -> throw new IllegalArgumentException("not a number: " + number);
        };
    }

    public static Decimal128 decimal(BigDecimal number) {
        return new Decimal128(number.round(MathContext.DECIMAL128));
    }

    private static boolean isFinite(Decimal128 number) {
        return !number.isNaN() && !number.isInfinite();
    }

    public static Object add(Object left, Object right) {
        if (left instanceof Decimal128 || right instanceof Decimal128) {
            Decimal128 l = toDecimal(left);
            Decimal128 r = toDecimal(right);
            return isFinite(l) && isFinite(r)
                    ? decimal(toBigDecimal(l).add(toBigDecimal(r)))
                    : toDecimal(toDouble(l) + toDouble(r));
        }
        if (left instanceof Double || right instanceof Double) {
            return toDouble(left) + toDouble(right);
        }
        long l = ((Number) left).longValue();
        long r = ((Number) right).longValue();
        long sum = l + r;
        if (((l ^ sum) & (r ^ sum)) < 0) {
            return (double) l + (double) r;
        }
        return narrow(sum, left, right);
    }

    public static Object subtract(Object left, Object right) {
        if (left instanceof Decimal128 || right instanceof Decimal128) {
            Decimal128 l = toDecimal(left);
            Decimal128 r = toDecimal(right);
            return isFinite(l) && isFinite(r)
                    ? decimal(toBigDecimal(l).subtract(toBigDecimal(r)))
                    : toDecimal(toDouble(l) - toDouble(r));
        }
        if (left instanceof Double || right instanceof Double) {
            return toDouble(left) - toDouble(right);
        }
        long l = ((Number) left).longValue();
        long r = ((Number) right).longValue();
        long difference = l - r;
        if (((l ^ r) & (l ^ difference)) < 0) {
            return (double) l - (double) r;
        }
        return narrow(difference, left, right);
    }

    public static Object multiply(Object left, Object right) {
        if (left instanceof Decimal128 || right instanceof Decimal128) {
            Decimal128 l = toDecimal(left);
            Decimal128 r = toDecimal(right);
            return isFinite(l) && isFinite(r)
                    ? decimal(toBigDecimal(l).multiply(toBigDecimal(r)))
                    : toDecimal(toDouble(l) * toDouble(r));
        }
        if (left instanceof Double || right instanceof Double) {
            return toDouble(left) * toDouble(right);
        }
        long l = ((Number) left).longValue();
        long r = ((Number) right).longValue();
        long high = Math.multiplyHigh(l, r);
        long low = l * r;
        if ((high != 0 || low < 0) && (high != -1 || low >= 0)) {
            return (double) l * (double) r;
        }
        return narrow(low, left, right);
    }

    private static Object narrow(long result, Object left, Object right) {
        boolean ints = left instanceof Integer && right instanceof Integer;
        return ints && result == (int) result ? (Object) (int) result : (Object) result;
    }
}
