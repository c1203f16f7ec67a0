package io.automedia.textanalysis;

/// A word or phrase that a text is about. `weight` is from 0 (exclusive) to 1; the best keyword of a text has
/// 1.
public record Keyword(String text, double weight) {

    public Keyword {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a keyword must have a text");
        }
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight must be above 0 and at most 1, not " + weight);
        }
    }
}
