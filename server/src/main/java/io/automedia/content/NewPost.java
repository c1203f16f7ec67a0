package io.automedia.content;

import io.automedia.media.Media;
import io.automedia.outgoing.WebAddress;
import io.automedia.shared.Faults;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
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
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String platform,

        @Schema(minLength = 1, maxLength = Normaliser.LONGEST_ID) @Nullable
        String platformId,

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
            @Schema(maxLength = Normaliser.LONGEST_TEXT) @Nullable
            String text,

            @ArraySchema(maxItems = Normaliser.MOST_PARTS) @Nullable
            List<Content.Media> media,

            @ArraySchema(maxItems = Normaliser.MOST_PARTS) @Nullable
            List<Content.Link> links,

            @ArraySchema(maxItems = Normaliser.MOST_PARTS) @Nullable
            List<Content.Mention> mentions,

            @ArraySchema(maxItems = Normaliser.MOST_PARTS) @Nullable
            List<Content.Hashtag> hashtags) {}

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
                platformId == null || isId(platformId),
                "platformId",
                "must have 1 to " + Normaliser.LONGEST_ID + " characters");
        time("publishedAt", publishedAt, faults);
        time("expiresAt", expiresAt, faults);
        faults.unless(
                publishedAt == null || !publishedAt.isAfter(now.plus(CLOCKS_DIFFER_BY)),
                "publishedAt",
                "is in the future");
        if (author != null) {
            address("author.avatar", author.avatar(), faults);
        }
        if (content != null) {
            content(content, faults);
        }
        if (metadata != null) {
            metadata(metadata, faults);
        }
        Tags.check(Absent.orEmpty(tags), faults);
        faults.raise();
        return Objects.requireNonNull(platform);
    }

    private static boolean isId(String platformId) {
        String clean = Cleaning.text(platformId);
        return !clean.isEmpty() && clean.length() <= Normaliser.LONGEST_ID;
    }

    private static void time(String field, @Nullable Instant time, Faults faults) {
        faults.unless(
                time == null || !(time.isBefore(Normaliser.EARLIEST) || time.isAfter(Normaliser.LATEST)),
                field,
                "must be between 1900 and 2200");
    }

    private static void content(Body body, Faults faults) {
        faults.unless(
                body.text() == null || body.text().length() <= Normaliser.LONGEST_TEXT,
                "content.text",
                "has more than " + Normaliser.LONGEST_TEXT + " characters: send less of it");
        few("content.media", body.media(), faults);
        few("content.links", body.links(), faults);
        few("content.mentions", body.mentions(), faults);
        few("content.hashtags", body.hashtags(), faults);
        List<Content.Media> media = Absent.orEmpty(body.media());
        for (int i = 0; i < media.size(); i++) {
            String url = media.get(i).url();
            if (Media.idIn(url) == null) {
                address("content.media[" + i + "].url", url, faults);
            }
        }
        List<Content.Link> links = Absent.orEmpty(body.links());
        for (int i = 0; i < links.size(); i++) {
            present("content.links[" + i + "].url", links.get(i).url(), faults);
            address("content.links[" + i + "].url", links.get(i).url(), faults);
            address("content.links[" + i + "].expandedUrl", links.get(i).expandedUrl(), faults);
        }
        List<Content.Mention> mentions = Absent.orEmpty(body.mentions());
        for (int i = 0; i < mentions.size(); i++) {
            present("content.mentions[" + i + "].username", mentions.get(i).username(), faults);
        }
        List<Content.Hashtag> hashtags = Absent.orEmpty(body.hashtags());
        for (int i = 0; i < hashtags.size(); i++) {
            present("content.hashtags[" + i + "].text", hashtags.get(i).text(), faults);
        }
    }

    /// A part without it would be left out, and nobody told.
    private static void present(String field, @Nullable String written, Faults faults) {
        faults.unless(written != null && !written.isBlank(), field, "is missing");
    }

    private static void address(String field, @Nullable String written, Faults faults) {
        String fault = written == null || written.isBlank() ? null : WebAddress.fault(written);
        if (fault != null) {
            faults.add(field, fault);
        }
    }

    private static void few(String field, @Nullable List<?> parts, Faults faults) {
        faults.unless(
                parts == null || parts.size() <= Normaliser.MOST_PARTS,
                field,
                "must not be more than " + Normaliser.MOST_PARTS);
    }

    private static void metadata(Metadata given, Faults faults) {
        Counters.check("metadata.engagement", Absent.orEmpty(given.engagement()), faults);
        ContentMetadata.Location location = given.location();
        faults.unless(
                location == null
                        || location.coordinates() == null
                        || location.coordinates().areOnEarth(),
                "metadata.location.coordinates",
                "must be a lat from -90 to 90 and a lng from -180 to 180");
    }
}
