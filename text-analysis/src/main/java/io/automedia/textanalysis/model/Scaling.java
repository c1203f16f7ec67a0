package io.automedia.textanalysis.model;

/// How a feature's count in a text becomes its value: 1 + ln(count).
public final class Scaling {
    private static final double[] SMALL = new double[64];

    static {
        for (int count = 1; count < SMALL.length; count++) {
            SMALL[count] = 1 + StrictMath.log(count);
        }
    }

    private Scaling() {}

    /// The value of a feature that occurs `count` times, at least once.
    public static double ofCount(int count) {
        return count < SMALL.length ? SMALL[count] : 1 + StrictMath.log(count);
    }
}
