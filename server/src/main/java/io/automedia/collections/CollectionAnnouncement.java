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

    /// @param change `created`, `changed`, `shared`, `added`, `removed` or `deleted`
    /// @param contentIds the posts that it is about; null for none
    static List<PendingUpdate> of(
            PostCollection collection, String change, @Nullable Collection<ObjectId> contentIds, Instant now) {
        Document data = new Document("collectionId", collection.id())
                .append("name", collection.name())
                .append("change", change);
        if (contentIds != null) {
            data.append("contentIds", contentIds.stream().limit(MOST_NAMED).toList());
        }
        return of(collection, TYPE + ":" + collection.id() + ":" + new ObjectId(), data, now);
    }

    /// That it is shared with a person now; nobody else is told.
    static List<PendingUpdate> ofSharing(PostCollection collection, ObjectId person, Instant now) {
        @Nullable List<ObjectId> noPosts = null;
        return of(collection, "shared", noPosts, now).stream()
                .filter(update -> update.userId().equals(person))
                .toList();
    }

    /// That a collection goes; whoever says so again, since a node died on the way, tells nobody twice.
    static List<PendingUpdate> ofDeletion(PostCollection collection, Instant now) {
        Document data = new Document("collectionId", collection.id())
                .append("name", collection.name())
                .append("change", "deleted");
        return of(collection, TYPE + ":" + collection.id() + ":deleted", data, now);
    }

    private static List<PendingUpdate> of(PostCollection collection, String key, Document data, Instant now) {
        return collection.audience().stream()
                .map(user -> new PendingUpdate(key, TYPE, user, data, now))
                .toList();
    }
}
