package io.automedia.textanalysis;

import java.util.List;

/// How much a text has to give to a reader: `score` from 0 to 1, and the words for what raised or lowered it
/// most, the strongest first (see [QualityRater] for the words and the formula).
public record Quality(double score, List<String> factors) {

    public Quality {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be from 0 to 1, not " + score);
        }
        factors = List.copyOf(factors);
    }
}
