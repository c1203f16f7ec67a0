package io.automedia.web.page;

import org.jspecify.annotations.Nullable;

/// How a sentiment is shown: a shape and a word, and the score where there is one.
public record SentimentMark(
        String label, String name, @Nullable String score) {
    /// The mark of this label; null when the post was not understood yet.
    public static @Nullable SentimentMark of(
            @Nullable String label, @Nullable Double score, Words words, Formats formats) {
        if (label == null || label.isEmpty()) {
            return null;
        }
        return new SentimentMark(label, words.of("sentiment." + label), score == null ? null : formats.score(score));
    }
}
