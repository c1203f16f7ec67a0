package io.automedia.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A post as the API shows it to one person: the shape of the schema, with what is personal from his own
/// item.
///
/// @param source himself, when he collected it first; never anybody else
/// @param topics those of his topics that matched
/// @param collections his, and those that are shared with him, that hold it
/// @param via how it came into his library; absent when only a collection shows it to him
/// @param matches why they matched
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostView(
        ObjectId id,
        String platform,
        String platformId,
        String type,
        Content.Author author,
        Content.Body content,
        Metadata metadata,
        boolean aiGenerated,
        @Nullable ObjectId source,
        List<String> tags,
        List<ObjectId> topics,
        List<ObjectId> collections,
        List<LibraryItem.Marked> matches,
        Instant publishedAt,
        Instant collectedAt,
        @Nullable Instant processedAt,
        @Nullable Instant expiresAt,
        boolean isArchived,
        ModerationStatus moderationStatus,
        String moderationNotes,
        @Nullable Via via,
        Origin origin,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /// What is known beyond what it says.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metadata(
            Map<String, Number> engagement,
            ContentMetadata.@Nullable Sentiment sentiment,
            List<ContentMetadata.Subject> topics,
            List<String> keywords,
            @Nullable String language,
            ContentMetadata.@Nullable Location location,
            Document source,
            ContentMetadata.@Nullable Quality quality) {
        /// @param source how the post came here, which concerns those who have it
        static Metadata of(ContentMetadata metadata, Document source) {
            return new Metadata(
                    numbers(metadata.engagement()),
                    metadata.sentiment(),
                    metadata.topics(),
                    metadata.keywords(),
                    metadata.language(),
                    metadata.location(),
                    source,
                    metadata.quality());
        }
    }

    /// The view of the person who sees it.
    public static PostView of(SeenPost post) {
        Content content = post.content();
        LibraryItem item = post.item();
        return item == null
                ? of(content, post.collections(), Own.NOTHING)
                : of(
                        content,
                        post.collections(),
                        new Own(
                                item.userId().equals(content.source()) ? content.source() : null,
                                item.tags(),
                                item.topics(),
                                item.isArchived(),
                                item.moderationStatus(),
                                item.moderationNotes(),
                                item.via(),
                                item.origin(),
                                item.version()));
    }

    /// What is his.
    private record Own(
            @Nullable ObjectId source,
            List<String> tags,
            List<LibraryItem.Marked> topics,
            boolean isArchived,
            ModerationStatus moderationStatus,
            String moderationNotes,
            @Nullable Via via,
            @Nullable Origin origin,
            long version) {
        private static final Own NOTHING =
                new Own(null, List.of(), List.of(), false, ModerationStatus.APPROVED, "", null, null, 0);
    }

    private static PostView of(Content content, List<ObjectId> collections, Own own) {
        Origin origin = own.origin();
        boolean isHis = own.via() != null;
        return new PostView(
                content.id(),
                content.platform(),
                isHis ? content.platformId() : CleanPost.Key.original(content.platformId()),
                content.type(),
                content.author(),
                content.content(),
                Metadata.of(content.metadata(), isHis ? content.metadata().source() : new Document()),
                content.aiGenerated(),
                own.source(),
                own.tags(),
                own.topics().stream().map(LibraryItem.Marked::topicId).toList(),
                collections,
                own.topics(),
                content.publishedAt(),
                content.collectedAt(),
                content.processedAt(),
                content.expiresAt(),
                own.isArchived(),
                own.moderationStatus(),
                own.moderationNotes(),
                own.via(),
                origin == null ? content.origin() : origin,
                content.createdAt(),
                content.updatedAt(),
                own.version());
    }

    /// Whole numbers without a fraction.
    static Map<String, Number> numbers(Map<String, Double> values) {
        Map<String, Number> numbers = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Number number = value;
            if (value == Math.rint(value)) {
                number = value.longValue();
            }
            numbers.put(name, number);
        });
        return numbers;
    }
}
