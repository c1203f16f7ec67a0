package io.automedia.platforms.rss;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed as it was fetched at one time.
///
/// @param body what tells its bytes from others
/// @param entries the oldest first
/// @param deleted ids of entries that it says were deleted
record Download(
        String body,
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable Duration pause,
        Feed.About about,
        boolean isComplete,
        List<Known> entries,
        List<String> deleted) {
    /// An entry with what is remembered of it.
    record Known(FeedEntry entry, long id, long content) {
        static Known of(FeedEntry entry) {
            return new Known(entry, Hashes.number(entry.identity()), Hashes.number(entry.visible()));
        }
    }
}
