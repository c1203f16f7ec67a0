package io.automedia.standingqueries;

import java.util.List;

/// What a query looks for: a word or phrase, other ways to write it, and how much a hit says (0 or more; 1 is usual).
/// A hit of a variation counts for the term. A text without any word or emoji, such as `!!!`, is allowed and never
/// hits.
public record Term(String text, double weight, List<String> variations) {
    public Term {
        if (!Double.isFinite(weight) || weight < 0) {
            throw new IllegalArgumentException("The weight of a term is a number from 0 on: " + weight);
        }
        variations = List.copyOf(variations);
    }

    /// A term of weight 1 without variations.
    public static Term of(String text) {
        return new Term(text, 1, List.of());
    }
}
