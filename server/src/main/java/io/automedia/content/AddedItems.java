package io.automedia.content;

import com.mongodb.MongoException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one batch put into a library, however it ended: of two that bring the same at once only one did, and one
/// that broke off may have. What nobody can tell counts as put there.
final class AddedItems {
    private static final Logger log = LoggerFactory.getLogger(AddedItems.class);

    private final LibraryRepository library;
    private final Set<ObjectId> posts = new HashSet<>();

    /// The posts of items whose write has not been answered yet, or never was.
    private final Map<ObjectId, ObjectId> unanswered = new HashMap<>();

    AddedItems(LibraryRepository library) {
        this.library = library;
    }

    void insert(List<RawBsonDocument> documents) {
        Map<ObjectId, ObjectId> written = HashMap.newHashMap(documents.size());
        for (RawBsonDocument document : documents) {
            written.put(
                    document.getObjectId("_id").getValue(),
                    document.getObjectId("contentId").getValue());
        }
        unanswered.putAll(written);
        Set<Integer> there = library.insert(documents);
        there.forEach(position ->
                written.remove(documents.get(position).getObjectId("_id").getValue()));
        documents.forEach(
                document -> unanswered.remove(document.getObjectId("_id").getValue()));
        posts.addAll(written.values());
    }

    /// Takes back deletions.
    void restore(Collection<LibraryItem> items, Instant now) {
        for (LibraryItem item : items) {
            unanswered.put(item.id(), item.contentId());
            if (library.restore(item.id(), now)) {
                posts.add(item.contentId());
            }
            unanswered.remove(item.id());
        }
    }

    /// Whether it put this post there.
    boolean has(ObjectId contentId) {
        lookAgain();
        return posts.contains(contentId);
    }

    /// How many posts it put there.
    int count() {
        try {
            lookAgain();
        } catch (MongoException | IllegalStateException away) {
            log.warn("Nobody can tell which posts were stored, so all count: {}", away.toString());
        }
        return posts.size() + unanswered.size();
    }

    private void lookAgain() {
        if (!unanswered.isEmpty()) {
            posts.addAll(library.postsHeldBy(unanswered.keySet()));
            unanswered.clear();
        }
    }
}
