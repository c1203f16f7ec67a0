package io.automedia.content;

import java.util.Collection;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Keeps in posts which collections hold them: `content.collections`, at most 1,000 each. Which posts a collection
/// holds is written in `collectionItems`; this only mirrors it.
@Component
public final class CollectionMarks {
    private final ContentRepository content;

    CollectionMarks(ContentRepository content) {
        this.content = content;
    }

    /// Lists a collection in posts.
    public void mark(Collection<ObjectId> contentIds, ObjectId collectionId) {
        if (!contentIds.isEmpty()) {
            content.refer(contentIds, ContentRepository.Reference.COLLECTIONS, collectionId);
        }
    }

    /// Takes a collection out of posts.
    public void unmark(Collection<ObjectId> contentIds, ObjectId collectionId) {
        content.unrefer(contentIds, ContentRepository.Reference.COLLECTIONS, collectionId);
    }
}
