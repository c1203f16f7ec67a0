package io.automedia.content;

import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A post as the API shows it to one person: what the platform says, and what is his own. Nothing of anybody else's is
/// in it.
///
/// @param source his id when he brought it first, else null
/// @param matches his topics that matched, and why
record ContentView(
        String id,
        String platform,
        String platformId,
        String type,
        Content.Author author,
        Content.Body content,
        ContentMetadata metadata,
        boolean aiGenerated,
        @Nullable String source,
        List<String> tags,
        List<String> topics,
        List<MatchView> matches,
        Instant publishedAt,
        Instant collectedAt,
        @Nullable Instant processedAt,
        @Nullable Instant expiresAt,
        boolean isArchived,
        boolean isDeleted,
        ModerationStatus moderationStatus,
        String moderationNotes,
        Origin origin,
        Instant addedAt,
        Instant updatedAt) {

    /// A topic that matched.
    record MatchView(String topicId, double relevanceScore, List<TermHit> terms) {
        static MatchView of(LibraryItem.Marked mark) {
            return new MatchView(mark.topicId().toHexString(), mark.relevanceScore(), mark.terms());
        }
    }

    static ContentView of(LibraryPost post) {
        Content content = post.content();
        LibraryItem item = post.item();
        ObjectId source = content.source();
        return new ContentView(
                content.id().toHexString(),
                content.platform(),
                content.platformId(),
                content.type(),
                content.author(),
                content.content(),
                content.metadata(),
                content.aiGenerated(),
                item.userId().equals(source) ? item.userId().toHexString() : null,
                item.tags(),
                item.topics().stream().map(mark -> mark.topicId().toHexString()).toList(),
                item.topics().stream().map(MatchView::of).toList(),
                content.publishedAt(),
                item.collectedAt(),
                content.processedAt(),
                content.expiresAt(),
                item.isArchived(),
                item.isDeleted(),
                item.moderationStatus(),
                item.moderationNotes(),
                item.origin(),
                item.addedAt(),
                content.updatedAt().isAfter(item.updatedAt()) ? content.updatedAt() : item.updatedAt());
    }
}
