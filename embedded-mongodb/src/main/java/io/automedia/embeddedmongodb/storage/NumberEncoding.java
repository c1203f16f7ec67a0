package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.values.Numbers;
import java.math.BigDecimal;
import org.bson.types.Decimal128;

/// Numbers of all BSON types in one order: the nearest double with its bits arranged to compare, a byte that says how
/// the number relates to that double, and where they differ the difference in the same way. Beyond the range of
/// a double, decimals of the same sign are not told apart.
final class NumberEncoding {
    private static final int BELOW = 1;
    private static final int EXACT = 2;
    private static final int ABOVE = 3;
    /// Doubles that are enough for the 34 digits of a decimal.
    private static final int MAXIMUM_LEVELS = 4;

    private NumberEncoding() {}

    static void append(double value, KeyBuilder out) {
        out.int64(sortable(value)).raw(EXACT);
    }

    static void append(long value, KeyBuilder out) {
        double nearest = (double) value;
        long difference = nearest == 0x1p63 ? value - Long.MAX_VALUE - 1 : value - (long) nearest;
        out.int64(sortable(nearest));
        if (difference == 0) {
            out.raw(EXACT);
        } else {
            out.raw(difference < 0 ? BELOW : ABOVE);
            append((double) difference, out);
        }
    }

    static void appendDecimal(RawValue value, KeyBuilder out) {
        byte[] bytes = value.bytes();
        Decimal128 decimal = Decimal128.fromIEEE754BIDEncoding(
                LittleEndian.readLong(bytes, value.offset() + 8), LittleEndian.readLong(bytes, value.offset()));
        if (decimal.isNaN() || decimal.isInfinite()) {
            append(Numbers.toDouble(decimal), out);
        } else {
            append(Numbers.toBigDecimal(decimal), 1, out);
        }
    }

    private static void append(BigDecimal value, int level, KeyBuilder out) {
        double nearest = Math.clamp(value.doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE);
        BigDecimal difference = value.subtract(new BigDecimal(nearest));
        out.int64(sortable(nearest));
        if (difference.signum() == 0 || level == MAXIMUM_LEVELS) {
            out.raw(EXACT);
        } else {
            out.raw(difference.signum() < 0 ? BELOW : ABOVE);
            append(difference, level + 1, out);
        }
    }

    /// The bits of a double such that unsigned comparison orders them; NaN comes first, both zeros are one.
    private static long sortable(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }
}
