package io.automedia.web.settings;

import io.automedia.web.chart.Chart;
import io.automedia.web.page.Option;
import io.automedia.web.page.PlatformMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person used of what he may.
///
/// @param plan what he subscribed to, in words
/// @param status how that stands, in words
/// @param isOver whether it gives nothing any more
/// @param period from when to when it was paid for, in words; null when it has no end
/// @param isLimited whether anything is counted towards a limit
/// @param ranges how far he can look back
/// @param posts collected, by day and platform
/// @param platforms how many came from each in that time, in the order of the chart
/// @param texts written, by day
public record UsagePage(
        String plan,
        String status,
        boolean isOver,
        @Nullable String period,
        boolean isLimited,
        List<Meter> meters,
        List<Total> totals,
        List<Option> ranges,
        Chart posts,
        List<Share> platforms,
        Chart texts) {

    /// What is used of one quota.
    ///
    /// @param key of its words
    /// @param used in words, with the limit when there is one
    /// @param left in words; null when there is no limit
    /// @param percent of the limit, 0 to 100
    /// @param tone `ok`, `warn` or `error`
    /// @param resets when all of it is free again
    public record Meter(String key, String used, @Nullable String left, int percent, String tone, String resets) {}

    /// How much came from one platform, or from those that have no colour of their own.
    public record Share(PlatformMark mark, String count) {}

    /// One of the numbers since there is the account.
    public record Total(String name, String value) {}
}
