package io.automedia.benchmarks.reads;

import java.util.Arrays;

/// How long requests took.
final class Latencies {
    private final long[] nanos;

    Latencies(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /// In milliseconds.
    double percentile(double share) {
        return nanos[(int) Math.min(nanos.length - 1L, Math.round(share * (nanos.length - 1)))] / 1e6;
    }
}
