package io.automedia.trends;

import java.time.Duration;

/// How much more a name is talked about than usual.
///
/// The present is a sum over the authors of the last hour (`WINDOW`), each once, by his newest post: a post
/// counts `2^(-age / 30 min)`, so that one of half an hour ago counts half. Counting authors instead of
/// posts keeps one who repeats himself from making a trend.
///
/// The usual is what that sum would be if authors came at the mean rate `λ` an hour of the day before: the
/// integral of the same weight over the hour, `λ · (30 min / ln 2) · (1 - 2^(-1 h / 30 min))` = `λ ·
/// 0.541`.
///
/// The score is `(present - usual) / √(usual + 1)`. Arrivals are taken for a Poisson process, whose spread
/// is the root of its mean: a name with 1,000 authors an hour all day has a score about 0, since that is
/// what is expected of it; thirty authors of something that nobody spoke of have up to 30. The 1 keeps rare
/// names from being divided by nothing.
///
/// Sources: exponential decay of counts as in Cormode, Shkapenyuk, Srivastava, Xu, “Forward Decay: A
/// Practical Time Decay Model for Streaming Systems” (ICDE 2009); the standard score against a Poisson
/// baseline as in Hendrickson, Kolb, Lehman, Montague, “Trend Detection in Social Data” (Gnip, 2015).
final class Score {
    /// How much of the past counts as the present.
    static final Duration WINDOW = Duration.ofHours(1);

    private static final double HALF_LIFE_HOURS = 0.5;
    private static final double USUAL_AN_HOUR = HALF_LIFE_HOURS / Math.log(2) * (1 - Math.pow(2, -1 / HALF_LIFE_HOURS));

    private Score() {}

    /// What a post of this age counts.
    static double weight(Duration age) {
        double hours =
                Math.max(0, age.toMillis()) / (double) Duration.ofHours(1).toMillis();
        return Math.pow(2, -hours / HALF_LIFE_HOURS);
    }

    /// @param present the sum of the weights
    /// @param authorsAnHour the mean of the day before
    static double of(double present, double authorsAnHour) {
        double usual = authorsAnHour * USUAL_AN_HOUR;
        return (present - usual) / Math.sqrt(usual + 1);
    }
}
