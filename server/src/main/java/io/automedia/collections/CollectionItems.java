package io.automedia.collections;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// Which of some posts some collections hold.
    Set<ObjectId> heldByAny(Collection<ObjectId> collectionIds, Collection<ObjectId> contentIds) {
        return contentIds(and(in("collectionId", collectionIds), in("contentId", contentIds)));
    }

    /// All posts of a collection.
    Set<ObjectId> of(ObjectId collectionId) {
        return contentIds(eq("collectionId", collectionId));
    }

    private Set<ObjectId> contentIds(Bson which) {
        Set<ObjectId> found = new HashSet<>();
        items.find(which, Document.class)
                .projection(Projections.fields(Projections.include("contentId"), Projections.excludeId()))
                .forEach(item -> found.add(item.getObjectId("contentId")));
        return found;
    }

    /// Items of whatever collections without their notes, in the order in which they came.
    ///
    /// @param after the last one that was seen
    /// @param before where to stop
    List<CollectionItem> between(ObjectId after, ObjectId before, int limit) {
        return items.find(and(gt("_id", after), lt("_id", before)))
                .projection(Projections.exclude("note"))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// The one that was added last.
    Optional<ObjectId> newest() {
        return Optional.ofNullable(items.find(Document.class)
                        .projection(Projections.include("_id"))
                        .sort(Sorts.descending("_id"))
                        .first())
                .map(item -> item.getObjectId("_id"));
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

    /// Gives posts of a collection another note, unless it is null, and the positions that are given.
    void describe(
            ObjectId collectionId,
            Collection<ObjectId> contentIds,
            @Nullable String note,
            Map<ObjectId, Long> positions) {
        List<UpdateOneModel<CollectionItem>> changes = new ArrayList<>();
        for (ObjectId post : contentIds) {
            List<Bson> sets = new ArrayList<>();
            if (note != null) {
                sets.add(Updates.set("note", note));
            }
            if (positions.containsKey(post)) {
                sets.add(Updates.set("position", positions.get(post)));
            }
            changes.add(new UpdateOneModel<>(
                    and(eq("collectionId", collectionId), eq("contentId", post)), Updates.combine(sets)));
        }
        ContestedWrites.change(items, changes);
    }

    /// How many posts a collection holds.
    long count(ObjectId collectionId) {
        return items.countDocuments(eq("collectionId", collectionId));
    }

    /// Removes posts from a collection.
    ///
    /// @param addedBy only what this person put there; null for all
    /// @return how many were in it
    long remove(ObjectId collectionId, Collection<ObjectId> contentIds, @Nullable ObjectId addedBy) {
        Bson which = and(eq("collectionId", collectionId), in("contentId", contentIds));
        return ContestedWrites.run(() -> items.deleteMany(addedBy == null ? which : and(which, eq("addedBy", addedBy))))
                .getDeletedCount();
    }

    void removeAll(ObjectId collectionId) {
        ContestedWrites.run(() -> items.deleteMany(eq("collectionId", collectionId)));
    }
}
