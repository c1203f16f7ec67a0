package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.model.LinearModel.Form;
import java.util.List;

/// Turns trained weights into one byte each. The table of values is quadratic, so that the many small weights
/// keep more of their precision than the few large ones.
final class Quantiser {
    private static final int STEPS = 127;

    private Quantiser() {}

    static LinearModel quantise(Form form, List<String> classes, Weights weights) {
        float largest = Float.MIN_NORMAL;
        for (float value : weights.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] codes = new byte[weights.values().length];
        for (int index = 0; index < codes.length; index++) {
            float value = weights.values()[index];
            long step = Math.round(STEPS * Math.sqrt(Math.abs(value) / largest));
            codes[index] = (byte) (value < 0 ? -step : step);
        }
        return new LinearModel(form, classes, weights.bits(), weights.biases(), codebook(largest), codes);
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
