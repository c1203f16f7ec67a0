package io.automedia.trends;

import org.jspecify.annotations.Nullable;

/// A name that is talked about more than usual.
///
/// @param posts of the last hour
/// @param authors who wrote them
/// @param change authors of the last hour against those of the hour before: 0.5 is half as many again, -0.5
///     half as many; null when there were none
record Trending(
        String name,
        double score,
        long posts,
        long authors,
        @Nullable Double change) {}
