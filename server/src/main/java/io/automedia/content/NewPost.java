package io.automedia.content;

import io.automedia.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A post that a person sends, in the shape of the schema.
///
/// @param platformId null for a post that is only here
record NewPost(
        @Nullable String platform,
        @Nullable String platformId,
        @Nullable String type,
        Content.@Nullable Author author,
        @Nullable Body content,
        @Nullable Metadata metadata,
        @Nullable Boolean aiGenerated,
        @Nullable List<String> tags,
        @Nullable Instant publishedAt,
        @Nullable Instant expiresAt) {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    /// What it says.
    record Body(
            @Nullable String text,
            @Nullable List<Content.Media> media,
            @Nullable List<Content.Link> links,
            @Nullable List<Content.Mention> mentions,
            @Nullable List<Content.Hashtag> hashtags) {}

    /// What is known about it.
    record Metadata(
            @Nullable Map<String, Object> engagement,
            @Nullable String language,
            ContentMetadata.@Nullable Location location,
            @Nullable Map<String, Object> source) {}

    /// @throws io.automedia.shared.ProblemException (`Invalid`) for what a sender can put right; what comes from
    ///     platforms and files is taken as it is
    IncomingPost incoming(Instant now) {
        if (platform == null) {
            throw Problem.invalid("platform", "is missing").exception();
        }
        if (publishedAt != null && publishedAt.isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            throw Problem.invalid("publishedAt", "is in the future").exception();
        }
        if (content != null && content.text() != null && content.text().length() > Normaliser.LONGEST_TEXT) {
            throw Problem.invalid(
                            "content.text", "has more than " + Normaliser.LONGEST_TEXT + " characters: send less of it")
                    .exception();
        }
        Body body = content == null ? new Body(null, null, null, null, null) : content;
        Metadata known = metadata == null ? new Metadata(null, null, null, null) : metadata;
        IncomingPost.Builder post = IncomingPost.builder(
                        platform, platformId == null ? "manual:" + new ObjectId() : platformId)
                .type(type)
                .author(author == null ? Content.Author.UNKNOWN : author)
                .text(body.text() == null ? "" : body.text())
                .media(Absent.orEmpty(body.media()))
                .links(Absent.orEmpty(body.links()))
                .mentions(body.mentions())
                .hashtags(body.hashtags())
                .engagement(Absent.orEmpty(known.engagement()))
                .language(known.language())
                .location(known.location())
                .publishedAt(publishedAt)
                .expiresAt(expiresAt)
                .tags(Absent.orEmpty(tags))
                .aiGenerated(Boolean.TRUE.equals(aiGenerated));
        Absent.orEmpty(known.source()).forEach(post::extra);
        return post.build();
    }
}
