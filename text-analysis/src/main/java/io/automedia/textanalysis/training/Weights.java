package io.automedia.textanalysis.training;

/// What was trained: for each bucket one value for each class but the first, relative to it, and as many
/// biases. A class and not a record, because its arrays are shared and never compared.
final class Weights {
    private final int bits;
    private final float[] values;
    private final float[] biases;

    private Weights(int bits, float[] values, float[] biases) {
        this.bits = bits;
        this.values = values;
        this.biases = biases;
    }

    /// @param point weights bucket by bucket, class by class, then the biases
    /// @param factors multiplied into the weights of each bucket
    static Weights of(int classes, int bits, float[] point, float[] factors) {
        int columns = classes - 1;
        float[] values = new float[columns << bits];
        for (int index = 0; index < values.length; index++) {
            int bucket = index / columns;
            int row = bucket * classes;
            values[index] = (point[row + 1 + index % columns] - point[row]) * factors[bucket];
        }
        float[] biases = new float[columns];
        int start = classes << bits;
        for (int column = 0; column < columns; column++) {
            biases[column] = point[start + 1 + column] - point[start];
        }
        return new Weights(bits, values, biases);
    }

    /// One model of two whose buckets are the same: the columns of this one, then those of the other.
    Weights beside(Weights other) {
        int buckets = 1 << bits;
        return new Weights(bits, interleaved(values, other.values, buckets), interleaved(biases, other.biases, 1));
    }

    private static float[] interleaved(float[] left, float[] right, int rows) {
        int leftColumns = left.length / rows;
        int rightColumns = right.length / rows;
        float[] both = new float[left.length + right.length];
        for (int row = 0; row < rows; row++) {
            int start = row * (leftColumns + rightColumns);
            System.arraycopy(left, row * leftColumns, both, start, leftColumns);
            System.arraycopy(right, row * rightColumns, both, start + leftColumns, rightColumns);
        }
        return both;
    }

    int bits() {
        return bits;
    }

    float[] values() {
        return values;
    }

    float[] biases() {
        return biases;
    }
}
