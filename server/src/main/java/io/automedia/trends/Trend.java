package io.automedia.trends;

import org.jspecify.annotations.Nullable;

/// What a person is told of a trend.
///
/// @param name a hashtag without its `#`
/// @param score how much more it is talked about than usual, in standard deviations
/// @param posts of the last hour that he may know of
/// @param change authors of the last hour against those of the hour before: 0.5 is half as many again; null
///     when there were none
public record Trend(
        String name, double score, long posts, @Nullable Double change) {}
