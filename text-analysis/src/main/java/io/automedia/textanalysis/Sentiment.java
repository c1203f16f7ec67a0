package io.automedia.textanalysis;

import java.util.Locale;

/// How a text feels: `score` from -1 (negative) to 1 (positive), the likeliest label, and the probability the
/// model gives that label (0 to 1). Label and score never contradict each other: a third of the scale belongs to each
/// label, so that a neutral text has a score from -1/3 to 1/3, a positive one more, a negative one less.
public record Sentiment(double score, Label label, double confidence) {
    private static final double NEUTRAL_UP_TO = 1 / 3.0;

    public Sentiment {
        if (!(score >= -1 && score <= 1)) {
            throw new IllegalArgumentException("score must be from -1 to 1, not " + score);
        }
        if (label != Label.of(score)) {
            throw new IllegalArgumentException("a score of " + score + " is not " + label.word());
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1, not " + confidence);
        }
    }

    /// The sentiment of a text from how likely each label is. The likeliest one is its label, and says which third of
    /// the scale the score lies in; where in it, says how much likelier positive is than negative. What is balanced
    /// between these two, and still not neutral, counts as negative.
    static Sentiment of(double negative, double neutral, double positive) {
        double leaning = Math.clamp(positive - negative, -1, 1);
        double confidence = Math.min(1, Math.max(neutral, Math.max(negative, positive)));
        if (neutral >= positive && neutral >= negative) {
            // a neutral text leans to either side by a half at most
            double score = Math.clamp(leaning * 2 * NEUTRAL_UP_TO, -NEUTRAL_UP_TO, NEUTRAL_UP_TO);
            return new Sentiment(score, Label.NEUTRAL, confidence);
        }
        double distance = Math.max(Math.nextUp(NEUTRAL_UP_TO), NEUTRAL_UP_TO + (1 - NEUTRAL_UP_TO) * Math.abs(leaning));
        return positive > negative
                ? new Sentiment(Math.min(1, distance), Label.POSITIVE, confidence)
                : new Sentiment(Math.max(-1, -distance), Label.NEGATIVE, confidence);
    }

    /// The three answers.
    public enum Label {
        NEGATIVE,
        NEUTRAL,
        POSITIVE;

        /// The label that a score belongs to.
        public static Label of(double score) {
            if (score > NEUTRAL_UP_TO) {
                return POSITIVE;
            }
            return score < -NEUTRAL_UP_TO ? NEGATIVE : NEUTRAL;
        }

        /// The label in lower case, as it is stored and sent: `negative`, `neutral`, `positive`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
