package io.automedia.platforms.rss;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in a feed.
///
/// @param deleted ids of entries that it says were deleted
/// @param skipped entries that could not be read
/// @param complete whether it was read to its proper end
/// @param pause how long it asks to be left alone
record Feed(
        About about,
        List<FeedEntry> entries,
        List<String> deleted,
        int skipped,
        boolean complete,
        @Nullable Duration pause)
        implements Reading {
    Feed {
        entries = List.copyOf(entries);
        deleted = List.copyOf(deleted);
    }

    /// What it says about itself.
    record About(
            @Nullable String title,
            @Nullable String site,
            @Nullable String language,
            @Nullable String icon) {}
}
