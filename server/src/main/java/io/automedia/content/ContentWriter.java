package io.automedia.content;

import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Writes documents of `content`, whole or in the parts that a later collection changes.
final class ContentWriter {
    private ContentWriter() {}

    /// A new document.
    ///
    /// @param expiresAt when it is gone without the rule of its platform; null for never
    /// @param retention what that rule makes of it; null when there is none
    static RawBsonDocument document(
            ObjectId id,
            CleanPost post,
            Collector collector,
            @Nullable Instant expiresAt,
            Content.@Nullable Retention retention,
            Instant now) {
        RawWriter out = new RawWriter(1_024 + post.text().length() * 2);
        out.put("_id", id)
                .put("platform", post.key().platform())
                .put("platformId", post.key().platformId())
                .put("type", post.type());
        author(out, post.author());
        out.begin("content").put("text", post.text());
        media(out, post.media());
        links(out, post.links());
        mentions(out, Absent.orEmpty(post.mentions()));
        hashtags(out, Absent.orEmpty(post.hashtags()));
        out.end().begin("metadata").numbers("engagement", post.engagement()).put("language", post.language());
        location(out, post.location());
        out.open("source", source(post, collector))
                .begin("enrichment")
                .put("version", 0)
                .put("lane", collector.origin().lane().name().toLowerCase(java.util.Locale.ROOT))
                .put("dueAt", now)
                .end()
                .end();
        boolean aiGenerated = post.aiGenerated() || post.type().equals("generated");
        out.put("aiGenerated", aiGenerated)
                .put("source", collector.userId().value())
                .strings("tags", post.personal().tags())
                .strings("collections", List.of())
                .strings("topics", List.of())
                .put("publishedAt", post.publishedAt() == null ? now : post.publishedAt())
                .put("collectedAt", now)
                .put("expiresAt", retention == null ? expiresAt : retention.expiry());
        if (retention != null) {
            out.begin("retention")
                    .put("rule", retention.rule())
                    .put("until", retention.until())
                    .put("otherwise", retention.otherwise())
                    .end();
        }
        return out.put("isArchived", post.personal().isArchived())
                .put("isDeleted", false)
                .put("moderationStatus", lower(post.personal().moderationStatus()))
                .put("moderationNotes", post.personal().moderationNotes())
                .put("createdAt", now)
                .put("updatedAt", now)
                .put("origin", collector.origin().name().toLowerCase(java.util.Locale.ROOT))
                .put("publiclyReadable", post.publiclyReadable() ? Boolean.TRUE : null)
                .put("__v", 0L)
                .done();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    /// `metadata.source` of a post.
    static Document source(CleanPost post, Collector collector) {
        Document source = new Document("type", collector.sourceType()).append("collectedBy", collector.collectedBy());
        source.putAll(post.source());
        return source;
    }

    /// The part `author` by itself.
    static RawBsonDocument authorPart(Content.Author author) {
        RawWriter out = new RawWriter(256);
        authorFields(out, author);
        return out.done();
    }

    /// The part `content` by itself.
    static RawBsonDocument bodyPart(Content.Body body) {
        RawWriter out = new RawWriter(256 + body.text().length() * 2);
        out.put("text", body.text());
        media(out, body.media());
        links(out, body.links());
        mentions(out, body.mentions());
        hashtags(out, body.hashtags());
        return out.done();
    }

    private static void author(RawWriter out, Content.Author author) {
        out.begin("author");
        authorFields(out, author);
        out.end();
    }

    private static void authorFields(RawWriter out, Content.Author author) {
        out.put("id", author.id())
                .put("username", author.username())
                .put("displayName", author.displayName())
                .put("avatar", author.avatar())
                .put("verified", author.verified())
                .put("followersCount", author.followersCount())
                .put("followingCount", author.followingCount())
                .put("bio", author.bio());
    }

    private static void media(RawWriter out, List<Content.Media> media) {
        out.beginList("media");
        for (Content.Media one : media) {
            out.beginElement()
                    .put("url", one.url())
                    .put("type", one.type())
                    .put("width", one.width())
                    .put("height", one.height())
                    .put("altText", one.altText())
                    .put("fileSize", one.fileSize())
                    .put("format", one.format())
                    .end();
        }
        out.endList();
    }

    private static void links(RawWriter out, List<Content.Link> links) {
        out.beginList("links");
        for (Content.Link link : links) {
            out.beginElement()
                    .put("url", link.url())
                    .put("title", link.title())
                    .put("description", link.description())
                    .put("expandedUrl", link.expandedUrl())
                    .put("displayUrl", link.displayUrl())
                    .end();
        }
        out.endList();
    }

    private static void mentions(RawWriter out, List<Content.Mention> mentions) {
        out.beginList("mentions");
        for (Content.Mention mention : mentions) {
            out.beginElement()
                    .put("username", mention.username())
                    .put("id", mention.id())
                    .integers("indices", mention.indices())
                    .end();
        }
        out.endList();
    }

    private static void hashtags(RawWriter out, List<Content.Hashtag> hashtags) {
        out.beginList("hashtags");
        for (Content.Hashtag hashtag : hashtags) {
            out.beginElement()
                    .put("text", hashtag.text())
                    .integers("indices", hashtag.indices())
                    .end();
        }
        out.endList();
    }

    private static void location(RawWriter out, ContentMetadata.@Nullable Location location) {
        if (location == null) {
            return;
        }
        out.begin("location").put("name", location.name());
        ContentMetadata.Coordinates at = location.coordinates();
        if (at != null) {
            out.begin("coordinates")
                    .number("lat", at.lat())
                    .number("lng", at.lng())
                    .end();
        }
        ContentMetadata.Point point = location.point();
        if (point != null) {
            out.begin("point")
                    .put("type", point.type())
                    .doubles("coordinates", point.lng(), point.lat())
                    .end();
        }
        out.end();
    }
}
