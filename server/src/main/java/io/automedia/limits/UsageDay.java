package io.automedia.limits;

import java.util.Map;

/// What somebody did on one day of UTC.
///
/// @param date such as `2026-11-30`
/// @param collected posts that came into his library
/// @param generated texts that models made for him
/// @param tokens that these took
/// @param platforms how many of the posts came from each
public record UsageDay(String date, long collected, long generated, long tokens, Map<String, Long> platforms) {
    public UsageDay {
        platforms = Map.copyOf(platforms);
    }
}
