package io.automedia.collections;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The only user of `collectionItems`.
@Component
final class CollectionItems {
    static final int LONGEST_NOTE = 1_000;

    private final MongoCollection<CollectionItem> items;

    CollectionItems(MongoDatabase database, InstalledSchema installed) {
        this.items = database.getCollection(CollectionItemsSchema.NAME, CollectionItem.class);
    }

    /// A page in the order that the collection is shown in.
    Page<CollectionItem> page(PostCollection collection, PageRequest page) {
        boolean ascending = collection.settings().sortOrder().equals("asc");
        Keyset<CollectionItem> order = collection.settings().sortCriteria().equals("position")
                ? Keyset.byNumber("position", ascending, CollectionItem::position, CollectionItem::id)
                : Keyset.byTime("addedAt", ascending, CollectionItem::addedAt, CollectionItem::id);
        return order.page(items, eq("collectionId", collection.id()), page);
    }

    /// Which of some posts a collection holds.
    Set<ObjectId> held(ObjectId collectionId, Collection<ObjectId> contentIds) {
        return contentIds(and(eq("collectionId", collectionId), in("contentId", contentIds)));
    }

    /// All posts of some collections.
    Set<ObjectId> of(Collection<ObjectId> collectionIds) {
        return collectionIds.isEmpty() ? Set.of() : contentIds(in("collectionId", collectionIds));
    }

    private Set<ObjectId> contentIds(Bson which) {
        Set<ObjectId> found = new HashSet<>();
        items.find(which, Document.class)
                .projection(Projections.fields(Projections.include("contentId"), Projections.excludeId()))
                .forEach(item -> found.add(item.getObjectId("contentId")));
        return found;
    }

    /// The items of some posts, in whatever collections.
    List<CollectionItem> ofPosts(Collection<ObjectId> contentIds) {
        return contentIds.isEmpty()
                ? List.of()
                : items.find(in("contentId", contentIds)).into(new ArrayList<>());
    }

    /// What a person put anywhere: all of it, or only some posts.
    List<CollectionItem> addedBy(ObjectId user, @Nullable Collection<ObjectId> contentIds, int limit) {
        Bson his = eq("addedBy", user);
        return items.find(contentIds == null ? his : and(his, in("contentId", contentIds)))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// The place after the last one.
    long nextPosition(ObjectId collectionId) {
        CollectionItem last = items.find(eq("collectionId", collectionId))
                .sort(Sorts.descending("position", "_id"))
                .first();
        return last == null ? 1 : last.position() + 1;
    }

    /// Adds items.
    ///
    /// @return the positions in the list of those that were there already
    Set<Integer> insert(List<CollectionItem> added) {
        return ContestedWrites.insert(items, added);
    }

    void change(ObjectId collectionId, Collection<ObjectId> contentIds, Bson change) {
        ContestedWrites.run(
                () -> items.updateMany(and(eq("collectionId", collectionId), in("contentId", contentIds)), change));
    }

    /// Removes posts from a collection.
    ///
    /// @return how many were in it
    long remove(ObjectId collectionId, Collection<ObjectId> contentIds) {
        return ContestedWrites.run(
                        () -> items.deleteMany(and(eq("collectionId", collectionId), in("contentId", contentIds))))
                .getDeletedCount();
    }

    /// Removes what a person put into a collection, when it is still he who did.
    long remove(ObjectId collectionId, Collection<ObjectId> contentIds, ObjectId addedBy) {
        return ContestedWrites.run(() -> items.deleteMany(
                        and(eq("collectionId", collectionId), in("contentId", contentIds), eq("addedBy", addedBy))))
                .getDeletedCount();
    }

    void removeAll(ObjectId collectionId) {
        ContestedWrites.run(() -> items.deleteMany(eq("collectionId", collectionId)));
    }
}
