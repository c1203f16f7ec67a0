package io.automedia.collections;

import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Tells all who may see a collection by name what happened to it: ids, never whole posts.
final class CollectionAnnouncement {
    private static final String TYPE = "collection:changed";
    private static final int MOST_NAMED = 100;

    private CollectionAnnouncement() {}

    /// @param change `changed`, `shared`, `added` or `removed`
    /// @param contentIds the posts that it is about; null for none
    static List<PendingUpdate> of(
            PostCollection collection, String change, @Nullable Collection<ObjectId> contentIds, Instant now) {
        Document data = new Document("collectionId", collection.id())
                .append("name", collection.name())
                .append("change", change);
        if (contentIds != null) {
            data.append("contentIds", contentIds.stream().limit(MOST_NAMED).toList());
        }
        String key = TYPE + ":" + collection.id() + ":" + new ObjectId();
        return collection.audience().stream()
                .map(user -> new PendingUpdate(key, TYPE, user, data, now))
                .toList();
    }
}
