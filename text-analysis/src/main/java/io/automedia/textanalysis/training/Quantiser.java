package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.LinearModel;
import java.util.List;

/// Turns trained weights into one byte each. The table of values is quadratic, so that the many small weights
/// keep more of their precision than the few large ones.
final class Quantiser {
    private static final int STEPS = 127;

    private Quantiser() {}

    /// @param point weights bucket by bucket, class by class, then the biases
    /// @param factors multiplied into the weights of each bucket
    static LinearModel quantise(List<String> classes, int bits, float[] point, float[] factors) {
        int columns = classes.size() - 1;
        float[] weights = new float[columns << bits];
        float largest = Float.MIN_NORMAL;
        for (int index = 0; index < weights.length; index++) {
            int bucket = index / columns;
            int row = bucket * classes.size();
            weights[index] = (point[row + 1 + index % columns] - point[row]) * factors[bucket];
            largest = Math.max(largest, Math.abs(weights[index]));
        }
        byte[] codes = new byte[weights.length];
        for (int index = 0; index < codes.length; index++) {
            long step = Math.round(STEPS * Math.sqrt(Math.abs(weights[index]) / largest));
            codes[index] = (byte) (weights[index] < 0 ? -step : step);
        }
        return new LinearModel(classes, bits, biases(point, classes.size(), bits), codebook(largest), codes);
    }

    private static float[] biases(float[] point, int classes, int bits) {
        float[] biases = new float[classes - 1];
        int start = classes << bits;
        for (int label = 1; label < classes; label++) {
            biases[label - 1] = point[start + label] - point[start];
        }
        return biases;
    }

    private static float[] codebook(float largest) {
        float[] codebook = new float[256];
        for (int step = -STEPS; step <= STEPS; step++) {
            float share = (float) step / STEPS;
            codebook[step & 0xFF] = largest * share * Math.abs(share);
        }
        return codebook;
    }
}
