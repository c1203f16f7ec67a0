package io.automedia.content;

import io.automedia.shared.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
        String named = checked(now);
        Body body = content == null ? new Body(null, null, null, null, null) : content;
        Metadata given = metadata == null ? new Metadata(null, null, null, null) : metadata;
        IncomingPost.Builder post = IncomingPost.builder(
                        named, platformId == null ? "manual:" + new ObjectId() : platformId)
                .type(type)
                .author(author == null ? Content.Author.UNKNOWN : author)
                .text(body.text() == null ? "" : body.text())
                .media(Absent.orEmpty(body.media()))
                .links(Absent.orEmpty(body.links()))
                .mentions(body.mentions())
                .hashtags(body.hashtags())
                .engagement(Absent.orEmpty(given.engagement()))
                .language(given.language())
                .location(given.location())
                .publishedAt(publishedAt)
                .expiresAt(expiresAt)
                .tags(Absent.orEmpty(tags))
                .aiGenerated(Boolean.TRUE.equals(aiGenerated));
        Absent.orEmpty(given.source()).forEach(post::extra);
        return post.build();
    }

    private String checked(Instant now) {
        Faults faults = new Faults();
        faults.unless(platform != null, "platform", "is missing: name where it is from, such as twitter");
        faults.unless(
                platform == null || Normaliser.isName(platform.strip().toLowerCase(Locale.ROOT)),
                "platform",
                "must be a name of 1 to 40 letters, digits, - or _, such as twitter");
        faults.unless(
                publishedAt == null || !publishedAt.isAfter(now.plus(CLOCKS_DIFFER_BY)),
                "publishedAt",
                "is in the future");
        faults.unless(
                content == null || content.text() == null || content.text().length() <= Normaliser.LONGEST_TEXT,
                "content.text",
                "has more than " + Normaliser.LONGEST_TEXT + " characters: send less of it");
        faults.unless(tags == null || areAcceptable(tags), "tags", "must not be more than " + Normaliser.MOST_TAGS);
        faults.raise();
        return Objects.requireNonNull(platform);
    }

    private static boolean areAcceptable(List<String> tags) {
        try {
            Normaliser.tags(tags);
            return true;
        } catch (Unacceptable tooMany) {
            return false;
        }
    }
}
