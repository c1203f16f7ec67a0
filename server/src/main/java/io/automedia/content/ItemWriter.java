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
            Instant collectedAt,
            List<ObjectId> collections,
            @Nullable Boolean moreCollections) {

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
                    now,
                    List.of(),
                    null);
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
                    post.collectedAt(),
                    post.collections(),
                    post.moreCollections());
        }

        /// What an item has.
        static Copies of(LibraryItem item) {
            return new Copies(
                    item.platform(),
                    item.type(),
                    item.authorId(),
                    item.authorUsername(),
                    item.authorVerified(),
                    item.language(),
                    item.sentimentLabel(),
                    item.sentimentScore(),
                    item.hashtags(),
                    item.mentions(),
                    item.likes(),
                    item.aiGenerated(),
                    item.place(),
                    item.squares(),
                    item.publishedAt(),
                    item.collectedAt(),
                    item.collections(),
                    item.moreCollections());
        }

        /// Writes these into items that have others: the parts of an update, without what enrichment finds
        /// out, and without the collections, which are marked in items by themselves.
        List<Bson> changes(Copies had) {
            List<Bson> sets = new ArrayList<>();
            changed(sets, "type", had.type, type);
            changed(sets, "authorId", had.authorId, authorId);
            changed(sets, "authorUsername", had.authorUsername, authorUsername);
            changed(sets, "authorVerified", had.authorVerified, authorVerified);
            changed(sets, "hashtags", had.hashtags, hashtags);
            changed(sets, "mentions", had.mentions, mentions);
            changed(sets, "likes", had.likes, likes);
            changed(sets, "aiGenerated", had.aiGenerated, aiGenerated);
            changed(sets, "place", had.place, place);
            changed(sets, "squares", had.squares, squares);
            changed(sets, "publishedAt", had.publishedAt, publishedAt);
            return sets;
        }

        /// What a post doesn't say, or not any more, its items don't either.
        private static void changed(List<Bson> sets, String field, @Nullable Object had, @Nullable Object now) {
            if (!Objects.equals(had, now)) {
                boolean isNothing = now == null || now.equals(List.of());
                sets.add(isNothing ? Updates.unset(field) : Updates.set(field, now));
            }
        }

        static List<String> hashtags(List<Content.Hashtag> hashtags) {
            return Normaliser.lowered(hashtags.stream()
                    .map(Content.Hashtag::text)
                    .limit(PostShape.MOST_FOUND)
                    .toList());
        }

        static List<String> mentions(List<Content.Mention> mentions) {
            return Normaliser.lowered(mentions.stream()
                    .map(Content.Mention::username)
                    .limit(PostShape.MOST_FOUND)
                    .toList());
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
        if (!copies.collections().isEmpty()) {
            out.ids("collections", copies.collections()).put("moreCollections", copies.moreCollections());
        }
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
