package io.automedia.content;

import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;

/// What people are told about posts that come to them live: ids and a few facts, never whole posts.
final class Announcements {
    private Announcements() {}

    static PendingUpdate collected(ObjectId userId, ObjectId contentId, ItemWriter.Copies copies, Instant now) {
        return new PendingUpdate(
                "content:collected:" + contentId,
                "content:collected",
                userId,
                new Document("contentId", contentId)
                        .append("platform", copies.platform())
                        .append("type", copies.type())
                        .append("publishedAt", Date.from(copies.publishedAt())),
                now);
    }

    static PendingUpdate processed(LibraryItem item, ProcessedPost result, Instant now) {
        List<ObjectId> topics = result.matches().stream()
                .filter(match -> match.userId().equals(item.userId()))
                .map(TopicMatch::topicId)
                .toList();
        return processed(item, result.applied(), topics, now);
    }

    /// Something more is known of a post; its topics stay as they are.
    static PendingUpdate processed(LibraryItem item, Content post, Instant now) {
        List<ObjectId> topics =
                item.topics().stream().map(LibraryItem.Marked::topicId).toList();
        return processed(item, post, topics, now);
    }

    private static PendingUpdate processed(LibraryItem item, Content post, List<ObjectId> topics, Instant now) {
        ContentMetadata.Sentiment sentiment = post.metadata().sentiment();
        return new PendingUpdate(
                "content:processed:" + post.id() + ":" + (post.version() + 1),
                "content:processed",
                item.userId(),
                new Document("contentId", post.id())
                        .append("platform", post.platform())
                        .append("language", post.metadata().language())
                        .append("sentiment", sentiment == null ? null : sentiment.label())
                        .append("topics", topics),
                now);
    }

    static PendingUpdate matched(LibraryItem item, TopicMatch match, Instant now) {
        return new PendingUpdate(
                "topic:matched:" + match.topicId() + ":" + item.contentId(),
                "topic:matched",
                item.userId(),
                new Document("contentId", item.contentId())
                        .append("topicId", match.topicId())
                        .append("relevanceScore", match.relevance())
                        .append(
                                "terms",
                                match.terms().stream()
                                        .map(TermHit::term)
                                        .distinct()
                                        .limit(10)
                                        .toList()),
                now);
    }
}
