package io.automedia.content;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How posts are kept.
///
/// @param sharing whether topics may match what other people of this instance collected
/// @param restorableFor how long a deletion can be taken back
/// @param storyExpiresAfter how long after its publication a story is gone
/// @param linkTitles whether the pages that live posts link to are asked for their titles
@ConfigurationProperties("automedia.content")
record ContentProperties(
        @DefaultValue("private") Sharing sharing,
        @DefaultValue("1h") Duration restorableFor,
        @DefaultValue("24h") Duration storyExpiresAfter,
        @DefaultValue("false") boolean linkTitles) {
    ContentProperties {
        if (restorableFor.isNegative()) {
            throw new IllegalArgumentException("automedia.content.restorable-for must not be negative");
        }
        if (!storyExpiresAfter.isPositive()) {
            throw new IllegalArgumentException("automedia.content.story-expires-after must be positive");
        }
    }

    /// When a new post is gone: as its bringer says, else by its type; null for never. History that a person brings
    /// in a file is not thrown away because its day has passed.
    @Nullable
    Instant expiry(CleanPost post, Collector collector, Instant now) {
        if (post.expiresAt() != null || !post.type().equals("story")) {
            return post.expiresAt();
        }
        Instant expiry = (post.publishedAt() == null ? now : post.publishedAt()).plus(storyExpiresAfter);
        return collector.origin() == Origin.IMPORT && expiry.isBefore(now) ? null : expiry;
    }
}
