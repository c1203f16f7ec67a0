package io.automedia.content;

import com.mongodb.client.model.Updates;
import io.automedia.storage.ChangedFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// What a post that comes again changes about the one that is stored. What it doesn't say stays as it was,
/// and so does what enrichment found.
record Revision(
        Content before,
        String type,
        Content.Author author,
        Content.Body body,
        Map<String, Double> engagement,
        ContentMetadata.@Nullable Location location,
        Document source,
        Instant publishedAt,
        @Nullable Instant expiresAt,
        Content.@Nullable Retention retention,
        boolean aiGenerated,
        @Nullable Boolean publiclyReadable) {

    static Revision of(Content before, CleanPost post, Collector collector) {
        Content.Retention retention = before.retention() == null || post.expiresAt() == null
                ? before.retention()
                : before.retention().besides(post.expiresAt());
        return new Revision(
                before,
                post.givenType() == null ? before.type() : post.givenType(),
                author(before.author(), post.author()),
                body(before.content(), post),
                engagement(before.metadata().engagement(), post.engagement()),
                post.location() == null ? before.metadata().location() : post.location(),
                source(before.metadata().source(), post, collector),
                post.publishedAt() == null ? before.publishedAt() : post.publishedAt(),
                retention != null
                        ? retention.expiry()
                        : post.expiresAt() == null ? before.expiresAt() : post.expiresAt(),
                retention,
                before.aiGenerated() || post.aiGenerated(),
                post.publiclyReadable() ? Boolean.TRUE : before.publiclyReadable());
    }

    boolean changesAnything() {
        return changesEngagement()
                || changesListed()
                || !author.equals(before.author())
                || !body.equals(before.content())
                || !source.equals(before.metadata().source())
                || !Objects.equals(expiresAt, before.expiresAt())
                || !Objects.equals(retention, before.retention())
                || !Objects.equals(publiclyReadable, before.publiclyReadable());
    }

    boolean changesEngagement() {
        return !engagement.equals(before.metadata().engagement());
    }

    private boolean changesListed() {
        return !type.equals(before.type())
                || !publishedAt.equals(before.publishedAt())
                || aiGenerated != before.aiGenerated()
                || !Objects.equals(location, before.metadata().location());
    }

    /// The update of the document, with which it becomes due for enrichment. It has only what is different:
    /// beside it there may be what another program wrote and is refused here.
    Bson update(Lane lane, Instant now) {
        List<Bson> sets = new ArrayList<>();
        changed(sets, "type", before.type(), type);
        if (!author.equals(before.author())) {
            sets.add(
                    before.author().equals(Content.Author.UNKNOWN)
                            ? Updates.set("author", ContentWriter.authorPart(author))
                            : within("author", ContentWriter::authorPart, before.author(), author));
        }
        if (!body.equals(before.content())) {
            sets.add(
                    before.content().equals(Content.Body.NOTHING)
                            ? Updates.set("content", ContentWriter.bodyPart(body))
                            : within("content", ContentWriter::bodyPart, before.content(), body));
        }
        if (changesEngagement()) {
            sets.add(Updates.set("metadata.engagement", numbers(engagement)));
        }
        changed(sets, "metadata.source", before.metadata().source(), source);
        changed(sets, "metadata.location", before.metadata().location(), location);
        changed(sets, "publishedAt", before.publishedAt(), publishedAt);
        changed(sets, "expiresAt", before.expiresAt(), expiresAt);
        changed(sets, "retention", before.retention(), retention);
        changed(sets, "aiGenerated", before.aiGenerated(), aiGenerated);
        changed(sets, "publiclyReadable", before.publiclyReadable(), publiclyReadable);
        sets.add(due(lane, now));
        return Updates.combine(sets);
    }

    private static void changed(List<Bson> sets, String field, @Nullable Object had, @Nullable Object now) {
        if (now != null && !now.equals(had)) {
            sets.add(Updates.set(field, now));
        }
    }

    /// What is different within a part.
    private static <T> Bson within(String field, Function<T, RawBsonDocument> part, T had, T now) {
        return ChangedFields.between(
                new BsonDocument(field, part.apply(had)), new BsonDocument(field, part.apply(now)));
    }

    /// The part of an update that puts a post on a work list of enrichment.
    static Bson due(Lane lane, Instant now) {
        return Updates.combine(
                Updates.set("metadata.enrichment.lane", lane),
                Updates.set("metadata.enrichment.dueAt", now),
                Updates.inc("__v", 1L));
    }

    /// The parts of an update of the items that have copies; none when nothing changes that they have.
    List<Bson> copies() {
        ItemWriter.Copies had = ItemWriter.Copies.of(before);
        return copiesOver(had).changes(had);
    }

    /// The copies that a new item gets, with what this changes.
    ItemWriter.Copies copiesOver(ItemWriter.Copies copies) {
        return new ItemWriter.Copies(
                copies.platform(),
                type,
                author.id(),
                author.username() == null ? null : author.username().toLowerCase(java.util.Locale.ROOT),
                Boolean.TRUE.equals(author.verified()),
                copies.language(),
                copies.sentimentLabel(),
                copies.sentimentScore(),
                ItemWriter.Copies.hashtags(body.hashtags()),
                ItemWriter.Copies.mentions(body.mentions()),
                Math.round(engagement.getOrDefault("likes", 0.0)),
                aiGenerated,
                Place.of(location),
                Place.squares(location),
                publishedAt,
                copies.collectedAt(),
                copies.collections(),
                copies.moreCollections());
    }

    /// Counters as they are written.
    static Document numbers(Map<String, Double> values) {
        Document document = new Document();
        values.forEach((name, value) ->
                document.append(name, value == Math.rint(value) ? (Object) value.longValue() : (Object) value));
        return document;
    }

    private static Content.Author author(Content.Author before, Content.Author now) {
        return new Content.Author(
                either(now.id(), before.id()),
                either(now.username(), before.username()),
                either(now.displayName(), before.displayName()),
                either(now.avatar(), before.avatar()),
                either(now.verified(), before.verified()),
                either(now.followersCount(), before.followersCount()),
                either(now.followingCount(), before.followingCount()),
                either(now.bio(), before.bio()));
    }

    private static Content.Body body(Content.Body before, CleanPost post) {
        boolean sameText = post.text().equals(before.text());
        List<Content.Mention> mentions = post.mentions();
        List<Content.Hashtag> hashtags = post.hashtags();
        return new Content.Body(
                post.text(),
                post.media().isEmpty() ? before.media() : post.media(),
                sameText && covers(before.links(), post.links()) ? before.links() : post.links(),
                sameText && namesAre(before.mentions(), mentions) ? before.mentions() : Absent.orEmpty(mentions),
                sameText && tagsAre(before.hashtags(), hashtags) ? before.hashtags() : Absent.orEmpty(hashtags));
    }

    private static boolean covers(List<Content.Link> known, List<Content.Link> links) {
        if (links.isEmpty()) {
            return true;
        }
        Set<String> urls = known.stream().map(Content.Link::url).collect(Collectors.toSet());
        return links.stream().allMatch(link -> urls.contains(link.url()));
    }

    private static boolean namesAre(List<Content.Mention> known, @Nullable List<Content.Mention> mentions) {
        return mentions == null
                || known.stream()
                        .map(Content.Mention::username)
                        .collect(Collectors.toSet())
                        .containsAll(
                                mentions.stream().map(Content.Mention::username).toList());
    }

    private static boolean tagsAre(List<Content.Hashtag> known, @Nullable List<Content.Hashtag> hashtags) {
        return hashtags == null
                || new LinkedHashSet<>(known.stream().map(Content.Hashtag::text).toList())
                        .containsAll(
                                hashtags.stream().map(Content.Hashtag::text).toList());
    }

    private static Map<String, Double> engagement(Map<String, Double> before, Map<String, Double> now) {
        Map<String, Double> merged = new LinkedHashMap<>(before);
        merged.putAll(now);
        return merged;
    }

    private static Document source(Document before, CleanPost post, Collector collector) {
        Document merged = new Document(before);
        merged.putAll(post.source());
        if (collector.trust() == Trust.CONNECTOR && !StoredTrust.isConnectors(before)) {
            merged.putAll(ContentWriter.source(post, collector));
        }
        return merged;
    }

    private static <T> @Nullable T either(@Nullable T now, @Nullable T before) {
        return now != null ? now : before;
    }
}
