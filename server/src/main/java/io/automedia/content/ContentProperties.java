package io.automedia.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How posts are kept.
///
/// @param sharing whether topics may match what other people of this instance collected
/// @param restorableFor how long a deletion can be taken back
/// @param storyExpiresAfter how long after its publication a story is gone
/// @param linkTitles whether the pages that live posts link to are asked for their titles
/// @param retention by platform, how long after its collection a post of it is gone; what people wrote
/// here themselves stays
@ConfigurationProperties("automedia.content")
record ContentProperties(
        @DefaultValue("private") Sharing sharing,
        @DefaultValue("1h") Duration restorableFor,
        @DefaultValue("24h") Duration storyExpiresAfter,
        @DefaultValue("false") boolean linkTitles,
        Map<String, Duration> retention) {
    ContentProperties {
        if (restorableFor.isNegative()) {
            throw new IllegalArgumentException("automedia.content.restorable-for must not be negative");
        }
        if (!storyExpiresAfter.isPositive()) {
            throw new IllegalArgumentException("automedia.content.story-expires-after must be positive");
        }
        retention = byPlatform(retention);
    }

    private static Map<String, Duration> byPlatform(@Nullable Map<String, Duration> given) {
        Map<String, Duration> byPlatform = new TreeMap<>();
        if (given != null) {
            given.forEach((platform, time) -> {
                if (!time.isPositive()) {
                    throw new IllegalArgumentException("automedia.content.retention." + platform + " must be positive");
                }
                byPlatform.put(platform.strip().toLowerCase(Locale.ROOT), time);
            });
        }
        return Collections.unmodifiableMap(byPlatform);
    }

    /// The rule of each platform that has one, as posts remember it.
    Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        retention.forEach((platform, time) -> rules.put(platform, platform + " " + time));
        return rules;
    }

    /// What the rule of its platform makes of a post; null when there is none.
    ///
    /// @param otherwise when it is gone without the rule; null for never
    /// @param now what is over by the rule is gone now, and not long ago: then the server would remove
    /// it by itself, without what belongs to it
    Content.@Nullable Retention retention(
            String platform, String platformId, Instant collectedAt, @Nullable Instant otherwise, Instant now) {
        Duration time = retention.get(platform);
        if (time == null) {
            return null;
        }
        boolean wasWrittenHere = platformId.startsWith("manual:") || platformId.startsWith("generated:");
        // another program may have left out when it was collected
        boolean isTimed = !wasWrittenHere && collectedAt.isAfter(Instant.EPOCH);
        Instant until = collectedAt.plus(time);
        return new Content.Retention(
                platform + " " + time, isTimed ? (until.isBefore(now) ? now : until) : null, otherwise);
    }

    /// When a new post is gone without the rule of its platform: as its bringer says, else by its type;
    /// null for never. History that a person brings in a file is not thrown away because its day has
    /// passed.
    @Nullable
    Instant expiry(CleanPost post, Collector collector, Instant now) {
        if (post.expiresAt() != null || !post.type().equals("story")) {
            return post.expiresAt();
        }
        Instant expiry = (post.publishedAt() == null ? now : post.publishedAt()).plus(storyExpiresAfter);
        return collector.origin() == Origin.IMPORT && expiry.isBefore(now) ? null : expiry;
    }
}
