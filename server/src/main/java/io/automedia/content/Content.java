package io.automedia.content;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One post as its platform has it, and what enrichment found in it: a document of the collection
/// `content`. It belongs to nobody; what is personal in it (`source`, `tags`, moderation) mirrors the first
/// collector's item, and an answer to a person takes those from his own [LibraryItem].
///
/// @param type tweet, post, video, image, story or generated
/// @param source who collected or created it first
/// @param topics the topics of all people that matched it, at most 1,000
/// @param moreTopics whether there are more topics than listed
/// @param collections the collections of all people that hold it, at most 1,000
/// @param moreCollections whether there are more collections than listed
/// @param retention the rule of its platform that `expiresAt` follows; null when there is none
/// @param processedAt when enrichment last finished with it; null before
/// @param publiclyReadable whether everybody could read it where it was collected
/// @param version grows with every change
public record Content(
        @BsonId ObjectId id,
        String platform,
        String platformId,
        String type,
        Author author,
        Body content,
        ContentMetadata metadata,
        boolean aiGenerated,
        @Nullable ObjectId source,
        List<String> tags,
        List<ObjectId> collections,
        List<ObjectId> topics,
        @Nullable Boolean moreTopics,
        @Nullable Boolean moreCollections,
        Instant publishedAt,
        Instant collectedAt,
        @Nullable Instant processedAt,
        @Nullable Instant expiresAt,
        @Nullable Retention retention,
        boolean isArchived,
        boolean isDeleted,
        ModerationStatus moderationStatus,
        String moderationNotes,
        Instant createdAt,
        Instant updatedAt,
        Origin origin,
        @Nullable Boolean publiclyReadable,
        @BsonProperty("__v") long version) {
    public Content {
        tags = Absent.orEmpty(tags);
        collections = Absent.orEmpty(collections);
        topics = Absent.orEmpty(topics);
        origin = Absent.orImported(origin);
    }

    /// The same post with other words and other knowledge about it.
    Content with(Body body, ContentMetadata knowledge) {
        return new Content(
                id,
                platform,
                platformId,
                type,
                author,
                body,
                knowledge,
                aiGenerated,
                source,
                tags,
                collections,
                topics,
                moreTopics,
                moreCollections,
                publishedAt,
                collectedAt,
                processedAt,
                expiresAt,
                retention,
                isArchived,
                isDeleted,
                moderationStatus,
                moderationNotes,
                createdAt,
                updatedAt,
                origin,
                publiclyReadable,
                version);
    }

    /// How long the rule of its platform keeps it.
    ///
    /// @param rule which rule that was; another one may hold by now
    /// @param until when it is gone by the rule; null for never
    /// @param otherwise when it is gone without the rule; null for never
    public record Retention(
            String rule, @Nullable Instant until, @Nullable Instant otherwise) {
        /// When it is gone; null for never.
        @Nullable
        Instant expiry() {
            if (until == null || otherwise == null) {
                return until == null ? otherwise : until;
            }
            return until.isBefore(otherwise) ? until : otherwise;
        }

        /// The same of a post that would be gone at another time without the rule.
        Retention besides(Instant expiry) {
            return new Retention(rule, until, expiry);
        }
    }

    /// Who wrote it. All of it may be unknown.
    public record Author(
            @Nullable String id,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String avatar,
            @Nullable Boolean verified,
            @Nullable Long followersCount,
            @Nullable Long followingCount,
            @Nullable String bio) {
        /// Nothing known.
        public static final Author UNKNOWN = new Author(null, null, null, null, null, null, null, null);

        /// Only the names.
        public static Author of(@Nullable String id, @Nullable String username, @Nullable String displayName) {
            return new Author(id, username, displayName, null, null, null, null, null);
        }
    }

    /// What it says.
    public record Body(
            String text, List<Media> media, List<Link> links, List<Mention> mentions, List<Hashtag> hashtags) {
        /// Nothing known.
        static final Body NOTHING = new Body("", List.of(), List.of(), List.of(), List.of());

        public Body {
            media = Absent.orEmpty(media);
            links = Absent.orEmpty(links);
            mentions = Absent.orEmpty(mentions);
            hashtags = Absent.orEmpty(hashtags);
        }
    }

    /// A picture or film in it; sizes in pixels and bytes.
    public record Media(
            @Nullable String url,
            @Nullable String type,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String altText,
            @Nullable Long fileSize,
            @Nullable String format) {}

    /// A link in it.
    public record Link(
            String url,
            @Nullable String title,
            @Nullable String description,
            @Nullable String expandedUrl,
            @Nullable String displayUrl) {
        /// Only the address.
        public static Link to(String url) {
            return new Link(url, null, null, null, null);
        }
    }

    /// Somebody named in it; `indices` are where in the text, start and end in UTF-16 units.
    public record Mention(
            String username, @Nullable String id, @Nullable List<Integer> indices) {}

    /// A hashtag without its `#`; `indices` as in [Mention].
    public record Hashtag(String text, @Nullable List<Integer> indices) {}
}
