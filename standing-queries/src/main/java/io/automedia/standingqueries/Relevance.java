package io.automedia.standingqueries;

/// How well a text matches: `1 − Π (1 − w · h / (h + 1))` over the terms that hit, `h` times each, where `w` is the
/// term's weight, divided by the largest weight of the query if that is more than 1.
final class Relevance {
    private final double scale;
    private double missed = 1;

    Relevance(double largestWeight) {
        scale = Math.max(1, largestWeight);
    }

    void add(double weight, int hits) {
        missed *= 1 - weight / scale * hits / (hits + 1.0);
    }

    double value() {
        return 1 - missed;
    }
}
