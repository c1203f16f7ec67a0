package io.automedia.content;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A post as it arrives, not yet checked. Whatever is wrong with it is found by [ContentLibrary#store].
///
/// @param type as the platform calls it; null for a plain post
/// @param mentions null when the bringer doesn't know them: enrichment finds them in the text
/// @param hashtags null when the bringer doesn't know them
/// @param engagement counters; may be nested and hold nulls, which mean unknown
/// @param language as the bringer says; `en?` is a guess and only a hint
/// @param tags what the person who brings it calls it; this, moderation and archiving are kept when the post is
/// new to him
/// @param moderationStatus null: as the library begins that it comes into
/// @param publiclyReadable whether everybody can read it where it comes from
/// @param extras what is known beyond the schema; kept under `metadata.source`
public record IncomingPost(
        String platform,
        String platformId,
        @Nullable String type,
        Content.Author author,
        String text,
        List<Content.Media> media,
        List<Content.Link> links,
        @Nullable List<Content.Mention> mentions,
        @Nullable List<Content.Hashtag> hashtags,
        Map<String, ?> engagement,
        @Nullable String language,
        ContentMetadata.@Nullable Location location,
        @Nullable Instant publishedAt,
        @Nullable Instant expiresAt,
        List<String> tags,
        @Nullable ModerationStatus moderationStatus,
        String moderationNotes,
        boolean isArchived,
        boolean aiGenerated,
        boolean publiclyReadable,
        Map<String, ?> extras) {

    /// The same post, published at another time.
    public IncomingPost withPublishedAt(Instant time) {
        return new IncomingPost(
                platform,
                platformId,
                type,
                author,
                text,
                media,
                links,
                mentions,
                hashtags,
                engagement,
                language,
                location,
                time,
                expiresAt,
                tags,
                moderationStatus,
                moderationNotes,
                isArchived,
                aiGenerated,
                publiclyReadable,
                extras);
    }

    /// Starts a post of which only the key is known.
    public static Builder builder(String platform, String platformId) {
        return new Builder(platform, platformId);
    }

    /// Collects what is known of a post.
    public static final class Builder {
        private final String platform;
        private final String platformId;
        private @Nullable String type;
        private Content.Author author = Content.Author.UNKNOWN;
        private String text = "";
        private List<Content.Media> media = List.of();
        private List<Content.Link> links = List.of();
        private @Nullable List<Content.Mention> mentions;
        private @Nullable List<Content.Hashtag> hashtags;
        private Map<String, ?> engagement = Map.of();
        private @Nullable String language;
        private ContentMetadata.@Nullable Location location;
        private @Nullable Instant publishedAt;
        private @Nullable Instant expiresAt;
        private List<String> tags = List.of();
        private @Nullable ModerationStatus moderationStatus;
        private String moderationNotes = "";
        private boolean isArchived;
        private boolean aiGenerated;
        private boolean publiclyReadable;
        private final Map<String, Object> extras = new LinkedHashMap<>();

        private Builder(String platform, String platformId) {
            this.platform = platform;
            this.platformId = platformId;
        }

        public Builder type(@Nullable String value) {
            type = value;
            return this;
        }

        public Builder author(Content.Author value) {
            author = value;
            return this;
        }

        public Builder text(String value) {
            text = value;
            return this;
        }

        public Builder media(List<Content.Media> value) {
            media = value;
            return this;
        }

        public Builder links(List<Content.Link> value) {
            links = value;
            return this;
        }

        public Builder mentions(@Nullable List<Content.Mention> value) {
            mentions = value;
            return this;
        }

        public Builder hashtags(@Nullable List<Content.Hashtag> value) {
            hashtags = value;
            return this;
        }

        public Builder engagement(Map<String, ?> value) {
            engagement = value;
            return this;
        }

        public Builder language(@Nullable String value) {
            language = value;
            return this;
        }

        public Builder location(ContentMetadata.@Nullable Location value) {
            location = value;
            return this;
        }

        public Builder publishedAt(@Nullable Instant value) {
            publishedAt = value;
            return this;
        }

        public Builder expiresAt(@Nullable Instant value) {
            expiresAt = value;
            return this;
        }

        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        public Builder moderation(@Nullable ModerationStatus status, String notes) {
            moderationStatus = status;
            moderationNotes = notes;
            return this;
        }

        public Builder archived(boolean value) {
            isArchived = value;
            return this;
        }

        public Builder aiGenerated(boolean value) {
            aiGenerated = value;
            return this;
        }

        public Builder publiclyReadable(boolean value) {
            publiclyReadable = value;
            return this;
        }

        /// Something beyond the schema; null is left out.
        public Builder extra(String name, @Nullable Object value) {
            if (value != null) {
                extras.put(name, value);
            }
            return this;
        }

        public IncomingPost build() {
            return new IncomingPost(
                    platform,
                    platformId,
                    type,
                    author,
                    text,
                    media,
                    links,
                    mentions,
                    hashtags,
                    engagement,
                    language,
                    location,
                    publishedAt,
                    expiresAt,
                    tags,
                    moderationStatus,
                    moderationNotes,
                    isArchived,
                    aiGenerated,
                    publiclyReadable,
                    extras);
        }
    }
}
