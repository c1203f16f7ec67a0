package io.automedia.textanalysis;

import java.util.Locale;

/// How a text feels: `score` from -1 (negative) to 1 (positive), the likeliest label, and the probability the
/// model gives that label (0 to 1).
public record Sentiment(double score, Label label, double confidence) {

    public Sentiment {
        if (!(score >= -1 && score <= 1)) {
            throw new IllegalArgumentException("score must be from -1 to 1, not " + score);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1, not " + confidence);
        }
    }

    /// The three answers.
    public enum Label {
        NEGATIVE,
        NEUTRAL,
        POSITIVE;

        /// The label in lower case, as it is stored and sent: `negative`, `neutral`, `positive`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
