package io.automedia.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A post that somebody sends over the API, in the schema's shape.
///
/// @param platformId when absent, the post is a manual one with an id of its own
record ContentRequest(
        String platform,
        @Nullable String platformId,
        @Nullable String type,
        Content.@Nullable Author author,
        BodyRequest content,
        @Nullable MetadataRequest metadata,
        @Nullable List<String> tags,
        @Nullable Boolean aiGenerated,
        @Nullable Instant publishedAt,
        @Nullable Instant expiresAt) {

    /// What it says.
    record BodyRequest(
            @Nullable String text,
            @Nullable List<Content.Media> media,
            @Nullable List<Content.Link> links,
            @Nullable List<Content.Mention> mentions,
            @Nullable List<Content.Hashtag> hashtags) {}

    /// What is known about it.
    record MetadataRequest(
            @Nullable Map<String, Object> engagement,
            @Nullable String language,
            ContentMetadata.@Nullable Location location) {}

    IncomingPost incoming() {
        String id = platformId == null ? "manual:" + new ObjectId().toHexString() : platformId;
        IncomingPost.Builder post = IncomingPost.builder(platform, id)
                .type(type)
                .text(content.text() == null ? "" : content.text())
                .mentions(content.mentions())
                .hashtags(content.hashtags())
                .publishedAt(publishedAt)
                .expiresAt(expiresAt)
                .aiGenerated(Boolean.TRUE.equals(aiGenerated));
        if (author != null) {
            post.author(author);
        }
        if (content.media() != null) {
            post.media(content.media());
        }
        if (content.links() != null) {
            post.links(content.links());
        }
        if (tags != null) {
            post.tags(tags);
        }
        return metadata == null ? post.build() : withMetadata(post, metadata);
    }

    private static IncomingPost withMetadata(IncomingPost.Builder post, MetadataRequest metadata) {
        if (metadata.engagement() != null) {
            post.engagement(metadata.engagement());
        }
        return post.language(metadata.language()).location(metadata.location()).build();
    }
}
