package io.automedia.textanalysis.training;

/// One labelled text as the trainer sees it: the buckets of its features in ascending order, their values, its
/// class and how much it counts. A class and not a record, because its arrays are shared and never compared.
final class Example {
    private final int[] buckets;
    private final float[] values;
    private final int label;
    private final float weight;

    Example(int[] buckets, float[] values, int label, float weight) {
        this.buckets = buckets;
        this.values = values;
        this.label = label;
        this.weight = weight;
    }

    int[] buckets() {
        return buckets;
    }

    float[] values() {
        return values;
    }

    int label() {
        return label;
    }

    float weight() {
        return weight;
    }
}
