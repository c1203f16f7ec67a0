package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.shared.UserId;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.StatisticsReads;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The items of people's libraries.
@Repository
class LibraryRepository {
    private final MongoCollection<LibraryItem> items;
    private final MongoCollection<LibraryItem> walked;
    private final MongoCollection<RawBsonDocument> raw;
    private final MongoCollection<RawBsonDocument> counted;

    LibraryRepository(MongoDatabase database, StatisticsReads statistics, InstalledSchema installed) {
        this.items = database.getCollection(LibraryItemsSchema.COLLECTION, LibraryItem.class);
        this.walked = statistics.of(items);
        this.raw = database.getCollection(LibraryItemsSchema.COLLECTION, RawBsonDocument.class);
        this.counted = statistics.of(raw);
    }

    @Nullable
    LibraryItem item(UserId user, ObjectId contentId) {
        return items.find(owned(user, contentId)).first();
    }

    Map<ObjectId, LibraryItem> items(UserId user, Collection<ObjectId> contentIds) {
        return contentIds.isEmpty()
                ? Map.of()
                : items
                        .find(and(eq("userId", user.value()), in("contentId", contentIds)))
                        .into(new ArrayList<>())
                        .stream()
                        .collect(Collectors.toMap(LibraryItem::contentId, item -> item));
    }

    /// The items that people have of a post, without those they deleted, longest held first.
    List<LibraryItem> held(ObjectId contentId) {
        return items.find(and(eq("contentId", contentId), eq("isDeleted", false)))
                .sort(Sorts.ascending("addedAt", "_id"))
                .into(new ArrayList<>());
    }

    /// All items of these posts.
    List<LibraryItem> ofPosts(Collection<ObjectId> contentIds) {
        return contentIds.isEmpty()
                ? List.of()
                : items.find(in("contentId", contentIds)).into(new ArrayList<>());
    }

    /// Which of these posts somebody other than this person has.
    Set<ObjectId> heldByOthers(UserId user, Collection<ObjectId> contentIds) {
        Set<ObjectId> held = new HashSet<>();
        if (!contentIds.isEmpty()) {
            for (RawBsonDocument item : raw.find(
                            and(in("contentId", contentIds), ne("userId", user.value()), eq("isDeleted", false)))
                    .projection(Projections.fields(Projections.include("contentId"), Projections.excludeId()))) {
                held.add(item.getObjectId("contentId").getValue());
            }
        }
        return held;
    }

    /// Adds items.
    ///
    /// @return the positions of those that were there already
    Set<Integer> insert(List<RawBsonDocument> documents) {
        return ContestedWrites.insert(raw, documents);
    }

    /// Brings the copies in the items of posts up to date.
    void copy(Map<ObjectId, Bson> copies) {
        if (!copies.isEmpty()) {
            List<WriteModel<LibraryItem>> writes = new ArrayList<>(copies.size());
            // all writers in one order: then they wait for each other, but not in a circle
            new TreeMap<>(copies)
                    .forEach((contentId, update) ->
                            writes.add(new UpdateManyModel<>(eq("contentId", contentId), update)));
            ContestedWrites.change(items, writes);
        }
    }

    /// Lists a collection in all items of posts, or flags those that list as many as they may.
    void refer(Collection<ObjectId> contentIds, ObjectId collection) {
        References.COLLECTIONS.add(Timestamps.without(items), in("contentId", contentIds), collection);
    }

    /// Which collections all items of some posts list, one after the other: very many people may have a post.
    void referring(Collection<ObjectId> contentIds, Consumer<Document> each) {
        items.find(in("contentId", contentIds), Document.class)
                .projection(References.COLLECTIONS.fields("contentId"))
                .forEach(each);
    }

    /// Takes a collection out of all items of posts.
    void unrefer(Collection<ObjectId> contentIds, ObjectId collection) {
        References.COLLECTIONS.remove(Timestamps.without(items), in("contentId", contentIds), collection);
    }

    /// Those that list the same collections as when an item was read.
    static Bson hasCollections(LibraryItem item) {
        return item.collections().isEmpty()
                ? or(exists("collections", false), eq("collections", List.of()))
                : eq("collections", item.collections());
    }

    /// The posts of a person that are in more collections than they list.
    Set<ObjectId> inVeryManyCollections(UserId user) {
        return raw.find(and(eq("userId", user.value()), eq("moreCollections", true)))
                .projection(Projections.fields(Projections.include("contentId"), Projections.excludeId()))
                .map(item -> item.getObjectId("contentId").getValue())
                .into(new HashSet<>());
    }

    void write(List<WriteModel<LibraryItem>> writes) {
        if (!writes.isEmpty()) {
            ContestedWrites.change(items, writes);
        }
    }

    void writeInOrder(List<WriteModel<LibraryItem>> writes) {
        ContestedWrites.changeInOrder(items, writes);
    }

    /// Takes back a deletion. Such an item counts as added now: its owner wants it.
    ///
    /// @return false when somebody else took it back before
    boolean restore(ObjectId itemId, Instant now) {
        return ContestedWrites.run(() -> items.updateOne(
                                and(eq("_id", itemId), eq("isDeleted", true)),
                                Updates.combine(
                                        Updates.set("isDeleted", false),
                                        Updates.unset("deletedAt"),
                                        Updates.set("addedAt", now),
                                        Updates.inc("__v", 1L))))
                        .getMatchedCount()
                == 1;
    }

    /// The posts of those of some items that there are, without those that are deleted, as of now: a node
    /// of the store that is behind would deny what was written a moment ago.
    Set<ObjectId> postsHeldBy(Collection<ObjectId> itemIds) {
        return raw.withReadPreference(ReadPreference.primary())
                .find(and(in("_id", itemIds), eq("isDeleted", false)))
                .projection(Projections.fields(Projections.include("contentId"), Projections.excludeId()))
                .map(item -> item.getObjectId("contentId").getValue())
                .into(new HashSet<>());
    }

    /// Notes that their owner brought himself what was collected for him before.
    void brought(Collection<ObjectId> itemIds) {
        if (!itemIds.isEmpty()) {
            ContestedWrites.run(
                    () -> items.updateMany(and(in("_id", itemIds), ne("brought", true)), Updates.set("brought", true)));
        }
    }

    /// Changes an item.
    ///
    /// @param version the version that it must have; empty for any
    /// @return what it is now; null when it isn't there in this version
    @Nullable
    LibraryItem change(ObjectId itemId, OptionalLong version, Bson update) {
        Bson which = version.isEmpty() ? eq("_id", itemId) : and(eq("_id", itemId), Versions.is(version.getAsLong()));
        return items.findOneAndUpdate(
                which,
                Updates.combine(update, Updates.inc("__v", 1L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    }

    void remove(Collection<ObjectId> itemIds) {
        if (!itemIds.isEmpty()) {
            ContestedWrites.run(() -> items.deleteMany(in("_id", itemIds)));
        }
    }

    /// Items that were deleted by their owners before a moment.
    List<LibraryItem> deletedBefore(Instant moment, int limit) {
        return items.find(lte("deletedAt", moment))
                .sort(Sorts.ascending("deletedAt"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// What came to a person up to a moment, in the order in which it did, also what he deleted.
    ///
    /// @param after when the item came that these follow; null for the first
    /// @param item the id of that item
    List<LibraryItem> cameAfter(
            UserId user, @Nullable Instant after, @Nullable ObjectId item, Instant until, int limit) {
        Bson his = and(eq("userId", user.value()), lte("addedAt", until));
        Bson rest = after == null || item == null
                ? his
                : and(
                        eq("userId", user.value()),
                        gte("addedAt", after),
                        lte("addedAt", until),
                        or(gt("addedAt", after), gt("_id", item)));
        return items.find(rest)
                .sort(Sorts.ascending("addedAt", "_id"))
                .limit(limit)
                .into(new ArrayList<>(limit));
    }

    /// Has the holders of a post look whether it is still there, unless they are to look already.
    void doubt(Collection<ObjectId> itemIds, Instant now) {
        ContestedWrites.run(() -> Timestamps.without(items)
                .updateMany(
                        and(in("_id", itemIds), exists("doubt", false)),
                        Updates.set("doubt", new LibraryItem.Doubt(now, 0))));
    }

    /// Items whose holders are to look whether the post is still there, the longest due first.
    List<LibraryItem> doubted(Instant now, int limit) {
        return items.find(lte("doubt.dueAt", now))
                .sort(Sorts.ascending("doubt.dueAt"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// The doubt about an item becomes this; null for none.
    void settleDoubt(ObjectId itemId, LibraryItem.@Nullable Doubt doubt) {
        Timestamps.without(items)
                .updateOne(eq("_id", itemId), doubt == null ? Updates.unset("doubt") : Updates.set("doubt", doubt));
    }

    /// Removes whatever items a post has.
    void removeOfPost(ObjectId contentId) {
        ContestedWrites.run(() -> items.deleteMany(eq("contentId", contentId)));
    }

    /// Any items of a person.
    List<LibraryItem> some(UserId user, int limit) {
        return items.find(eq("userId", user.value())).limit(limit).into(new ArrayList<>());
    }

    List<LibraryItem> find(Bson filter, Bson sort, int skip, int limit) {
        return items.find(filter).sort(sort).skip(skip).limit(limit).into(new ArrayList<>(limit));
    }

    /// The same for who walks through all, which may be a little behind.
    List<LibraryItem> walk(Bson filter, Bson sort, int skip, int limit) {
        return walked.find(filter).sort(sort).skip(skip).limit(limit).into(new ArrayList<>(limit));
    }

    /// Counts, but not beyond a limit.
    long count(Bson filter, int limit) {
        return items.countDocuments(filter, new CountOptions().limit(limit));
    }

    /// Counts, but not beyond a limit nor longer than a second.
    OptionalLong countQuickly(Bson filter, int limit) {
        try {
            return OptionalLong.of(
                    items.countDocuments(filter, new CountOptions().limit(limit).maxTime(1, TimeUnit.SECONDS)));
        } catch (MongoExecutionTimeoutException tooMany) {
            return OptionalLong.empty();
        }
    }

    long count(Bson filter) {
        return items.countDocuments(filter);
    }

    /// Reads a few fields of many items.
    void scan(Bson filter, Bson sort, int limit, List<String> fields, Consumer<RawBsonDocument> each) {
        scan(raw, filter, sort, limit, fields, each);
    }

    /// The same for statistics.
    ///
    /// @param current whether every acknowledged write must be in it; else it may be a little behind
    void tally(
            boolean current, Bson filter, Bson sort, int limit, List<String> fields, Consumer<RawBsonDocument> each) {
        scan(statistics(current), filter, sort, limit, fields, each);
    }

    private MongoCollection<RawBsonDocument> statistics(boolean current) {
        return current ? raw.withReadPreference(ReadPreference.primary()) : counted;
    }

    /// How many of the items have each of these hashtags; those that none has are left out.
    ///
    /// @param current as for [#tally]
    Map<String, Long> countHashtags(boolean current, Bson filter, Collection<String> hashtags) {
        Map<String, Long> counts = new HashMap<>();
        Bson any = in("hashtags", hashtags);
        statistics(current)
                .aggregate(List.of(
                        Aggregates.match(and(filter, any)),
                        Aggregates.project(
                                Projections.fields(Projections.include("hashtags"), Projections.excludeId())),
                        Aggregates.unwind("$hashtags"),
                        Aggregates.match(any),
                        Aggregates.group("$hashtags", Accumulators.sum("posts", 1))))
                .forEach(group -> counts.put(
                        group.getString("_id").getValue(),
                        group.getNumber("posts").longValue()));
        return counts;
    }

    private static void scan(
            MongoCollection<RawBsonDocument> from,
            Bson filter,
            Bson sort,
            int limit,
            List<String> fields,
            Consumer<RawBsonDocument> each) {
        from.find(filter)
                .sort(sort)
                .limit(limit)
                .batchSize(5_000)
                .projection(Projections.fields(Projections.include(fields), Projections.excludeId()))
                .forEach(each);
    }

    /// The people who have each of these posts, without those who deleted it.
    Map<ObjectId, List<ObjectId>> holders(Collection<ObjectId> contentIds) {
        Map<ObjectId, List<ObjectId>> holders = new HashMap<>();
        if (!contentIds.isEmpty()) {
            for (RawBsonDocument item : raw.find(and(in("contentId", contentIds), eq("isDeleted", false)))
                    .projection(new Document("contentId", 1).append("userId", 1).append("_id", 0))) {
                holders.computeIfAbsent(item.getObjectId("contentId").getValue(), id -> new ArrayList<>())
                        .add(item.getObjectId("userId").getValue());
            }
        }
        return holders;
    }

    private static Bson owned(UserId user, ObjectId contentId) {
        return and(eq("userId", user.value()), eq("contentId", contentId));
    }
}
