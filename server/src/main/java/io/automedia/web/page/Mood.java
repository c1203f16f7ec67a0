package io.automedia.web.page;

import org.jspecify.annotations.Nullable;

/// Shares of positive, neutral and negative posts as a bar of 48 units, and in words.
public record Mood(String says, int positive, int neutralAt, int neutral, int negativeAt, int negative) {
    private static final int WIDTH = 48;

    /// The bar for these counts; null when there is none to show.
    public static @Nullable Mood of(long positive, long neutral, long negative, Words words, Formats formats) {
        long all = positive + neutral + negative;
        if (all == 0) {
            return null;
        }
        String says = words.of(
                "mood.says",
                formats.percent((double) positive / all),
                formats.percent((double) neutral / all),
                formats.percent((double) negative / all));
        int first = Math.round((float) positive / all * WIDTH);
        int last = Math.round((float) negative / all * WIDTH);
        int middle = WIDTH - first - last;
        return new Mood(says, gap(first), first, gap(middle), first + middle, last);
    }

    private static int gap(int width) {
        return Math.max(0, width - 1);
    }
}
