package io.automedia.content;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Marks the posts of a library with a topic, and takes marks away, when the topic and not the post is what
/// changed. Nobody is told.
@Component
public final class TopicMarks {
    private static final int AT_ONCE = 500;

    private final ContentRepository content;
    private final LibraryRepository library;

    TopicMarks(ContentRepository content, LibraryRepository library) {
        this.content = content;
        this.library = library;
    }

    /// Gives posts of a person's library the mark that a topic of his matches, in place of an earlier one.
    public void mark(UserId user, Map<ObjectId, TopicMatch> matches) {
        if (matches.isEmpty()) {
            return;
        }
        ObjectId topicId = matches.values().iterator().next().topicId();
        // posts first: an enrichment under way then notices that its result is out of date
        content.refer(matches.keySet(), References.TOPICS, topicId);
        List<WriteModel<LibraryItem>> writes = new ArrayList<>(matches.size() * 2);
        matches.forEach((contentId, match) -> {
            Bson item = Filters.and(Filters.eq("userId", user.value()), Filters.eq("contentId", contentId));
            writes.add(new UpdateOneModel<>(item, pull(topicId)));
            writes.add(new UpdateOneModel<>(
                    item,
                    Updates.push("topics", new LibraryItem.Marked(match.topicId(), match.relevance(), match.terms()))));
        });
        library.writeInOrder(writes);
    }

    /// Takes the mark of a topic from posts.
    public void unmark(UserId user, ObjectId topicId, Collection<ObjectId> contentIds) {
        if (contentIds.isEmpty()) {
            return;
        }
        content.changeAnyway(contentIds, Updates.pull("topics", topicId));
        List<WriteModel<LibraryItem>> writes = new ArrayList<>(contentIds.size());
        for (ObjectId contentId : contentIds) {
            writes.add(new UpdateOneModel<>(
                    Filters.and(Filters.eq("userId", user.value()), Filters.eq("contentId", contentId)),
                    pull(topicId)));
        }
        library.write(writes);
    }

    /// Takes the mark of a topic from all posts, as when it is deleted.
    public void forget(UserId user, ObjectId topicId) {
        List<ObjectId> marked = marked(user, topicId, AT_ONCE);
        while (!marked.isEmpty()) {
            unmark(user, topicId, marked);
            marked = marked(user, topicId, AT_ONCE);
        }
    }

    /// The posts that have the mark of a topic, at most so many.
    public List<ObjectId> marked(UserId user, ObjectId topicId, int limit) {
        List<ObjectId> ids = new ArrayList<>();
        library.scan(
                Filters.and(
                        Filters.eq("userId", user.value()),
                        // all there is, in the words of the index
                        Filters.in("isDeleted", false, true),
                        Filters.in("isArchived", false, true),
                        Filters.eq("topics.topicId", topicId),
                        LibraryFilter.MARKED),
                Sorts.ascending(),
                limit,
                List.of("contentId"),
                item -> ids.add(item.getObjectId("contentId").getValue()));
        return ids;
    }

    /// Posts of a person's library, newest first, without archived ones: a place in a walk over all of
    /// them.
    ///
    /// @param before where the walk has come to; null at its start
    /// @param from how far back it goes; null for all
    public List<LibraryPost> walk(UserId user, @Nullable LibraryPost before, @Nullable Instant from, int limit) {
        List<LibraryPost> found = new ArrayList<>(limit);
        Bson own = Filters.and(
                Filters.eq("userId", user.value()), Filters.eq("isDeleted", false), Filters.eq("isArchived", false));
        Bson reaching = from == null ? own : Filters.and(own, Filters.gte("publishedAt", from));
        if (before == null) {
            add(found, reaching, limit);
            return found;
        }
        Instant at = before.item().publishedAt();
        add(
                found,
                Filters.and(
                        reaching,
                        Filters.eq("publishedAt", at),
                        Filters.lt("_id", before.item().id())),
                limit);
        if (found.size() < limit) {
            add(found, Filters.and(reaching, Filters.lt("publishedAt", at)), limit - found.size());
        }
        return found;
    }

    private void add(List<LibraryPost> found, Bson filter, int limit) {
        List<LibraryItem> items = library.find(filter, Sorts.descending("publishedAt", "_id"), 0, limit);
        Map<ObjectId, Content> posts =
                content.byIds(items.stream().map(LibraryItem::contentId).toList());
        for (LibraryItem item : items) {
            Content post = posts.get(item.contentId());
            if (post != null) {
                found.add(new LibraryPost(post, item));
            }
        }
    }

    private static Bson pull(ObjectId topicId) {
        return Updates.pull("topics", new org.bson.Document("topicId", topicId));
    }
}
