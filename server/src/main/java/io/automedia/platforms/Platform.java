package io.automedia.platforms;

import io.automedia.access.Owned;
import io.automedia.webhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One person's connection to a platform: a document of the collection `platforms`.
///
/// @param type the connector's; a person has at most one connection of each type
/// @param config credentials, each encrypted, and the few fields that are no secrets
/// @param version grows with every change that its owner makes
public record Platform(
        @BsonId ObjectId id,
        ObjectId userId,
        String name,
        String type,
        Map<String, String> config,
        PlatformStatus status,
        @Nullable RateLimit rateLimit,
        Statistics statistics,
        List<Webhook> webhooks,
        Settings settings,
        @Nullable Instant lastSync,
        Instant createdAt,
        Instant updatedAt,
        @BsonProperty("__v") long version)
        implements Owned {
    public Platform {
        config = config == null ? Map.of() : Map.copyOf(config);
        // nobody is asked over a connection of which it can't be told whether its owner wants it
        status = status == null ? PlatformStatus.INACTIVE : status;
        statistics = statistics == null ? Statistics.NONE : statistics;
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
    }

    @Override
    public String toString() {
        return "Platform[" + type + "/" + id + "]";
    }

    /// What the platform lets us ask in a window of time.
    public record RateLimit(
            @Nullable Integer limit,
            int remaining,
            Instant reset,
            @Nullable String window) {
        /// Whether nothing may be asked at this moment.
        boolean forbids(Instant now) {
            return remaining <= 0 && reset.isAfter(now);
        }
    }

    /// What came over it so far; counted together from its sources.
    ///
    /// @param todayCollected since midnight where its owner lives
    /// @param todayEnds ours: the midnight at which `todayCollected` begins anew; null while it is zero
    public record Statistics(
            long totalCollected,
            long todayCollected,
            Errors errors,
            @Nullable Instant todayEnds) {
        /// Nothing yet.
        public static final Statistics NONE = new Statistics(0, 0, Errors.NONE, null);
    }

    /// What went wrong so far.
    public record Errors(long count, @Nullable LastError lastError) {
        /// Nothing yet.
        public static final Errors NONE = new Errors(0, null);
    }

    /// What went wrong last; `message` is a sentence.
    public record LastError(String message, Instant timestamp) {}

    /// How it is collected.
    ///
    /// @param autoReconnect whether it is tried again by itself after `retryAttempts` failures
    /// @param retryAttempts how often a failed fetch is repeated soon
    /// @param collectionInterval time between two fetches of a source, such as `5m`
    public record Settings(
            boolean autoReconnect,
            int retryAttempts,
            String collectionInterval,
            boolean includeRetweets,
            boolean includeReplies) {
        /// What a new connection has.
        public static final Settings DEFAULT = new Settings(true, 3, "5m", false, false);
    }
}
