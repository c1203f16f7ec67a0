package io.automedia.content;

import com.mongodb.client.model.Updates;
import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Writes new documents of `libraryItems`. Lists that are empty are left out, and so out of their indexes.
final class ItemWriter {
    private ItemWriter() {}

    /// What an item copies from its post.
    record Copies(
            String platform,
            String type,
            @Nullable String authorId,
            @Nullable String authorUsername,
            boolean authorVerified,
            @Nullable String language,
            @Nullable String sentimentLabel,
            @Nullable Double sentimentScore,
            List<String> hashtags,
            List<String> mentions,
            long likes,
            boolean aiGenerated,
            @Nullable Place place,
            List<String> squares,
            Instant publishedAt,
            Instant collectedAt) {

        static Copies of(CleanPost post, Instant now) {
            return new Copies(
                    post.key().platform(),
                    post.type(),
                    post.author().id(),
                    lower(post.author().username()),
                    Boolean.TRUE.equals(post.author().verified()),
                    post.language(),
                    null,
                    null,
                    hashtags(Absent.orEmpty(post.hashtags())),
                    mentions(Absent.orEmpty(post.mentions())),
                    Math.round(post.engagement().getOrDefault("likes", 0.0)),
                    post.aiGenerated() || post.type().equals("generated"),
                    Place.of(post.location()),
                    Place.squares(post.location()),
                    post.publishedAt() == null ? now : post.publishedAt(),
                    now);
        }

        static Copies of(Content post) {
            ContentMetadata.Sentiment sentiment = post.metadata().sentiment();
            return new Copies(
                    post.platform(),
                    post.type(),
                    post.author().id(),
                    lower(post.author().username()),
                    Boolean.TRUE.equals(post.author().verified()),
                    post.metadata().language(),
                    sentiment == null ? null : sentiment.label(),
                    sentiment == null ? null : sentiment.score(),
                    hashtags(post.content().hashtags()),
                    mentions(post.content().mentions()),
                    post.metadata().counter("likes"),
                    post.aiGenerated(),
                    Place.of(post.metadata().location()),
                    Place.squares(post.metadata().location()),
                    post.publishedAt(),
                    post.collectedAt());
        }

        /// Whether an item has these, apart from what enrichment finds out.
        boolean areIn(LibraryItem item) {
            return type.equals(item.type())
                    && Objects.equals(authorId, item.authorId())
                    && Objects.equals(authorUsername, item.authorUsername())
                    && authorVerified == item.authorVerified()
                    && hashtags.equals(item.hashtags())
                    && mentions.equals(item.mentions())
                    && likes == item.likes()
                    && aiGenerated == item.aiGenerated()
                    && squares.equals(item.squares())
                    && Objects.equals(place, item.place())
                    && publishedAt.equals(item.publishedAt());
        }

        /// Writes these into items.
        Bson update() {
            List<Bson> sets = new ArrayList<>(List.of(
                    Updates.set("type", type),
                    Updates.set("authorVerified", authorVerified),
                    Updates.set("likes", likes),
                    Updates.set("publishedAt", publishedAt),
                    Updates.set("aiGenerated", aiGenerated),
                    listed("hashtags", hashtags),
                    listed("mentions", mentions)));
            if (place != null) {
                sets.add(Updates.set("place", place));
                sets.add(Updates.set("squares", squares));
            }
            if (authorId != null) {
                sets.add(Updates.set("authorId", authorId));
            }
            if (authorUsername != null) {
                sets.add(Updates.set("authorUsername", authorUsername));
            }
            return Updates.combine(sets);
        }

        /// A list of an item: set, or left out when it is empty.
        private static Bson listed(String field, List<String> values) {
            return values.isEmpty() ? Updates.unset(field) : Updates.set(field, values);
        }

        static List<String> hashtags(List<Content.Hashtag> hashtags) {
            return Normaliser.lowered(
                    hashtags.stream().map(Content.Hashtag::text).toList());
        }

        static List<String> mentions(List<Content.Mention> mentions) {
            return Normaliser.lowered(
                    mentions.stream().map(Content.Mention::username).toList());
        }

        private static @Nullable String lower(@Nullable String name) {
            return name == null ? null : name.toLowerCase(Locale.ROOT);
        }
    }

    static RawBsonDocument document(
            ObjectId contentId, Collector collector, Personal personal, Copies copies, Instant now) {
        ObjectId userId = collector.userId().value();
        RawWriter out = new RawWriter(768);
        out.put("_id", new ObjectId())
                .put("userId", userId)
                .put("contentId", contentId)
                .put("via", collector.via().name().toLowerCase(Locale.ROOT));
        list(out, "tags", personal.tags());
        out.put("moderationStatus", personal.moderationStatus().name().toLowerCase(Locale.ROOT))
                .put("moderationNotes", personal.moderationNotes())
                .put("isArchived", personal.isArchived())
                .put("isDeleted", false);
        copies(out, copies);
        out.put("origin", collector.origin().name().toLowerCase(Locale.ROOT))
                .put("addedAt", now)
                .put("updatedAt", now)
                .put("__v", 0L);
        if (collector.origin() == Origin.LIVE) {
            announce(out, Announcements.collected(userId, contentId, copies, now));
        }
        return out.done();
    }

    private static void copies(RawWriter out, Copies copies) {
        out.put("platform", copies.platform())
                .put("type", copies.type())
                .put("authorId", copies.authorId())
                .put("authorUsername", copies.authorUsername())
                .put("authorVerified", copies.authorVerified())
                .put("language", copies.language())
                .put("sentimentLabel", copies.sentimentLabel());
        if (copies.sentimentScore() != null) {
            out.number("sentimentScore", copies.sentimentScore());
        }
        list(out, "hashtags", copies.hashtags());
        list(out, "mentions", copies.mentions());
        out.put("likes", copies.likes()).put("aiGenerated", copies.aiGenerated());
        Place place = copies.place();
        if (place != null) {
            out.begin("place")
                    .number("x", place.x())
                    .number("y", place.y())
                    .number("z", place.z())
                    .end();
            out.strings("squares", copies.squares());
        }
        out.put("publishedAt", copies.publishedAt()).put("collectedAt", copies.collectedAt());
    }

    private static void list(RawWriter out, String name, List<String> values) {
        if (!values.isEmpty()) {
            out.strings(name, values);
        }
    }

    private static void announce(RawWriter out, PendingUpdate update) {
        out.beginList(PendingUpdate.FIELD)
                .beginElement()
                .put("key", update.key())
                .put("type", update.type())
                .put("userId", update.userId())
                .open("data", update.data())
                .put("at", update.at())
                .end()
                .endList();
    }
}
