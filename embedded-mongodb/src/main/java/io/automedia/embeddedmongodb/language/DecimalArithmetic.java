package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.values.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.bson.types.Decimal128;

/// Arithmetic of decimals, with the digits that MongoDB shows.
final class DecimalArithmetic {
    private static final int LEAST_EXPONENT = 6176;

    private DecimalArithmetic() {}

    static Decimal128 quotient(Decimal128 left, Decimal128 right) {
        return isFinite(left) && isFinite(right)
                ? Numbers.decimal(
                        Numbers.toBigDecimal(left).divide(Numbers.toBigDecimal(right), MathContext.DECIMAL128))
                : Numbers.toDecimal(Numbers.toDouble(left) / Numbers.toDouble(right));
    }

    private static boolean isFinite(Decimal128 number) {
        return !number.isNaN() && !number.isInfinite();
    }

    /// With as many digits behind the point as the operand that has more of them, and the sign of the
    /// dividend, which a zero keeps, too.
    static Decimal128 remainder(Decimal128 left, Decimal128 right) {
        double approximate = Numbers.toDouble(left) % Numbers.toDouble(right);
        if (!isFinite(left) || !isFinite(right)) {
            return right.isInfinite() && Double.isFinite(approximate) ? left : Decimal128.NaN;
        }
        BigDecimal dividend = Numbers.toBigDecimal(left);
        BigDecimal divisor = Numbers.toBigDecimal(right);
        BigDecimal remainder = dividend.remainder(divisor);
        int scale = Math.max(dividend.scale(), divisor.scale());
        if (remainder.signum() == 0 && left.isNegative()) {
            return Decimal128.parse("-" + BigDecimal.ZERO.setScale(scale));
        }
        int digits = remainder.precision() + scale - remainder.scale();
        return Numbers.decimal(digits <= MathContext.DECIMAL128.getPrecision() ? remainder.setScale(scale) : remainder);
    }

    /// Whole exponents exactly, with all 34 digits that MongoDB shows; others as precisely as doubles are.
    static Decimal128 power(Decimal128 base, double exponent) {
        double approximate = Math.pow(Numbers.toDouble(base), exponent);
        boolean isExact = isFinite(base)
                && exponent == Math.rint(exponent)
                && Math.abs(exponent) < 10_000
                && Double.isFinite(approximate)
                && (approximate != 0 || Numbers.toDouble(base) == 0);
        if (!isExact) {
            return Numbers.toDecimal(approximate);
        }
        BigDecimal power = Numbers.toBigDecimal(base).pow((int) exponent, MathContext.DECIMAL128);
        if (power.signum() == 0) {
            return new Decimal128(new BigDecimal(BigInteger.ZERO, LEAST_EXPONENT));
        }
        int missing = MathContext.DECIMAL128.getPrecision() - power.precision();
        return Numbers.decimal(power.setScale(power.scale() + missing));
    }
}
