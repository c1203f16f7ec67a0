package io.automedia.collections;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Grant;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.storage.ChangedFields;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import io.automedia.updates.PendingUpdate;
import io.automedia.users.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The only user of the collections `collections` and `collectionRemovals`.
@Component
final class CollectionRepository {
    private static final Orders<PostCollection> ORDERS = new Orders<>(List.of(
            Keyset.newest("createdAt", PostCollection::createdAt, PostCollection::id),
            Keyset.newest("updatedAt", PostCollection::updatedAt, PostCollection::id)));

    private static final String SETTINGS = "settings";
    private static final String GRANTS = "grants";
    private static final String NOTED_AT = PendingNote.FIELD + ".at";

    /// What is written field by field as things happen: see [ChangedPermissions] and `reserve`.
    private static final List<String> KEPT_APART = List.of("permissions", "statistics");

    private final MongoCollection<PostCollection> collections;
    /// For what is counted, which is no change of a collection.
    private final MongoCollection<PostCollection> counted;
    private final MongoCollection<RawBsonDocument> raw;
    private final MongoCollection<BsonDocument> plain;
    private final MongoCollection<Document> removals;

    CollectionRepository(MongoDatabase database, InstalledSchema installed) {
        this.collections = database.getCollection(CollectionsSchema.NAME, PostCollection.class);
        this.counted = Timestamps.without(collections);
        // parts of what is read are written back
        this.raw = database.getCollection(CollectionsSchema.NAME, RawBsonDocument.class)
                .withReadPreference(ReadPreference.primary());
        this.plain = database.getCollection(CollectionsSchema.NAME, BsonDocument.class);
        this.removals = database.getCollection(CollectionRemovalsSchema.NAME);
    }

    /// @throws io.automedia.shared.ProblemException (`Conflict`) when the person has one of that name
    void insert(PostCollection collection, List<PendingUpdate> updates) {
        BsonDocument document = new BsonDocument();
        document.putAll(BsonDocumentWrapper.asBsonDocument(collection, collections.getCodecRegistry()));
        document.putAll(new Document(
                        PendingUpdate.FIELD,
                        updates.stream().map(PendingUpdate::toDocument).toList())
                .toBsonDocument(BsonDocument.class, collections.getCodecRegistry()));
        if (collection.grants().isEmpty()) {
            document.remove(GRANTS);
        }
        try {
            plain.insertOne(document);
        } catch (MongoWriteException failure) {
            throw nameIsTaken(failure, collection.name());
        }
    }

    Optional<PostCollection> find(ObjectId id) {
        return Optional.ofNullable(collections.find(eq("_id", id)).first());
    }

    List<PostCollection> find(Collection<ObjectId> ids) {
        return ids.isEmpty() ? List.of() : collections.find(in("_id", ids)).into(new ArrayList<>());
    }

    /// Which part of all collections a list shows.
    enum Scope {
        OWN,
        SHARED,
        PUBLIC
    }

    Page<PostCollection> list(ObjectId user, Scope scope, PageRequest page) {
        Bson which = switch (scope) {
            case OWN -> eq("userId", user);
            case SHARED -> sharedWith(user);
            case PUBLIC -> eq("settings.isPublic", true);
        };
        return ORDERS.page(collections, which, page);
    }

    long countOf(ObjectId user, int most) {
        return collections.countDocuments(eq("userId", user), new CountOptions().limit(most));
    }

    /// Those among some collections that a person has or that are shared with him by name.
    Set<ObjectId> namedAmong(ObjectId user, Collection<ObjectId> ids) {
        return among(ids, or(eq("userId", user), sharedWith(user)));
    }

    /// Those among some collections that a person may see.
    Set<ObjectId> visibleAmong(ObjectId user, Collection<ObjectId> ids) {
        return among(ids, or(eq("userId", user), eq("settings.isPublic", true), sharedWith(user)));
    }

    /// The person alone has an index; a role that isn't known here permits nothing.
    private static Bson sharedWith(ObjectId user) {
        return and(
                eq("permissions.userId", user),
                elemMatch("permissions", and(eq("userId", user), in("role", Role.values()))),
                eq("settings.allowSharing", true));
    }

    private Set<ObjectId> among(Collection<ObjectId> ids, Bson which) {
        Set<ObjectId> found = new HashSet<>();
        if (!ids.isEmpty()) {
            collections
                    .find(and(in("_id", ids), which), Document.class)
                    .projection(Projections.include("_id"))
                    .forEach(collection -> found.add(collection.getObjectId("_id")));
        }
        return found;
    }

    /// Writes what a change of its owners made different, and nothing else, when it still has the version that was
    /// read.
    ///
    /// @return whether it had
    boolean change(
            PostCollection read, PostCollection changed, List<PendingUpdate> updates, @Nullable PendingNote note) {
        return change(collections, read, changed, updates, note);
    }

    /// Writes that somebody took what waited for his address, when it still has the version that was read, which stays.
    ///
    /// @return whether it had
    boolean take(PostCollection read, PostCollection changed, List<PendingUpdate> updates) {
        return change(counted, read, changed, updates, null);
    }

    private boolean change(
            MongoCollection<PostCollection> through,
            PostCollection read,
            PostCollection changed,
            List<PendingUpdate> updates,
            @Nullable PendingNote note) {
        BsonDocument there = there(read);
        ChangedPermissions permissions =
                ChangedPermissions.between(read.permissions(), changed.permissions(), there.get("permissions"));
        Bson change = combine(
                changedFields(read, changed, there),
                permissions.change(),
                PendingUpdate.push(updates),
                note == null ? new Document() : note.push());
        try {
            return through.updateOne(
                                    and(eq("_id", read.id()), Versions.is(read.version()), nobodyTookSince(read)),
                                    change,
                                    new UpdateOptions().arrayFilters(permissions.arrayFilters()))
                            .getMatchedCount()
                    == 1;
        } catch (MongoWriteException failure) {
            throw nameIsTaken(failure, changed.name());
        }
    }

    /// A collection with notes that wait.
    record Noted(ObjectId id, ObjectId owner, String name, List<PendingNote> notes) {}

    /// Those whose notes wait longest.
    List<Noted> noted(int limit) {
        return counted.find(gt(NOTED_AT, Instant.EPOCH), Document.class)
                .projection(Projections.include("userId", "name", PendingNote.FIELD))
                .sort(Sorts.ascending(NOTED_AT, "_id"))
                .limit(limit)
                .map(found -> new Noted(
                        found.getObjectId("_id"),
                        found.getObjectId("userId"),
                        found.getString("name"),
                        found.getList(PendingNote.FIELD, Document.class).stream()
                                .map(PendingNote::read)
                                .toList()))
                .into(new ArrayList<>());
    }

    /// Takes out the notes that were read; what was added meanwhile stays.
    void removeNotes(Noted noted) {
        List<String> keys = noted.notes().stream().map(PendingNote::key).toList();
        counted.updateOne(
                eq("_id", noted.id()), pull(PendingNote.FIELD, new Document("key", new Document("$in", keys))));
        counted.updateOne(and(eq("_id", noted.id()), size(PendingNote.FIELD, 0)), unset(PendingNote.FIELD));
    }

    /// That it waits still for the addresses for which it did, which no version tells.
    private static Bson nobodyTookSince(PostCollection read) {
        List<String> waiting = read.grants().stream()
                .filter(grant -> grant.userId() == null)
                .map(Grant::email)
                .toList();
        return waiting.isEmpty()
                ? new Document()
                : not(elemMatch(GRANTS, and(in("email", waiting), ne("userId", null))));
    }

    private BsonDocument there(PostCollection read) {
        RawBsonDocument found = raw.find(eq("_id", read.id())).first();
        return found == null ? new BsonDocument() : found;
    }

    /// Settings that another program left out are written whole with the first change, since lists look for them.
    private BsonDocument changedFields(PostCollection read, PostCollection changed, BsonDocument there) {
        BsonDocument before = decided(read);
        if (!there.isDocument(SETTINGS)) {
            before.remove(SETTINGS);
        }
        return ChangedFields.between(before, decided(changed), there);
    }

    private BsonDocument decided(PostCollection collection) {
        BsonDocument document = new BsonDocument();
        document.putAll(BsonDocumentWrapper.asBsonDocument(collection, collections.getCodecRegistry()));
        document.keySet().removeAll(KEPT_APART);
        return document;
    }

    /// Takes places for posts to be added, when nobody changed it since it was read and it has as many.
    ///
    /// @return whether it had
    boolean reserve(PostCollection read, int places, List<PendingUpdate> updates, Instant now) {
        long most = (long) read.settings().maxItems() - places;
        // another program may have left the count out
        Bson hasRoom = and(eq("_id", read.id()), Versions.is(read.version()), not(gt("statistics.itemCount", most)));
        return most >= 0
                && counted.updateOne(
                                        hasRoom,
                                        combine(
                                                inc("statistics.itemCount", (long) places),
                                                set("statistics.lastAdded", now),
                                                set("statistics.lastUpdated", now),
                                                PendingUpdate.push(updates)))
                                .getMatchedCount()
                        == 1;
    }

    /// Counts again what a collection holds, when nobody began to add or to remove since it was read.
    ///
    /// @return whether nobody did
    boolean recount(PostCollection read, long held) {
        return counted.updateOne(
                                and(
                                        eq("_id", read.id()),
                                        eq(
                                                "statistics.itemCount",
                                                read.statistics().itemCount()),
                                        eq(
                                                "statistics.lastAdded",
                                                read.statistics().lastAdded()),
                                        eq(
                                                "statistics.lastUpdated",
                                                read.statistics().lastUpdated())),
                                set("statistics.itemCount", held))
                        .getMatchedCount()
                == 1;
    }

    /// Gives a collection another version, when it still has the one that was read.
    ///
    /// @return whether it had
    boolean claim(PostCollection read) {
        return collections
                        .updateOne(and(eq("_id", read.id()), Versions.is(read.version())), inc("__v", 1L))
                        .getMatchedCount()
                == 1;
    }

    /// Gives back places.
    void release(ObjectId id, int places) {
        if (places > 0) {
            counted.updateOne(eq("_id", id), inc("statistics.itemCount", (long) -places));
        }
    }

    /// Says that posts are about to be removed, whose places are given back after that: who counts meanwhile what it
    /// holds finds that this must wait.
    void removing(ObjectId id, Instant now) {
        counted.updateOne(eq("_id", id), set("statistics.lastUpdated", now));
    }

    /// Gives back the places of posts that were removed, and says so.
    void removed(ObjectId id, long places, List<PendingUpdate> updates, Instant now) {
        Bson change = combine(inc("statistics.itemCount", -places), set("statistics.lastUpdated", now));
        counted.updateOne(eq("_id", id), updates.isEmpty() ? change : combine(change, PendingUpdate.push(updates)));
    }

    void updated(ObjectId id, List<PendingUpdate> updates, Instant now) {
        removed(id, 0, updates, now);
    }

    PostCollection viewed(PostCollection collection) {
        return ContestedWrites.run(() -> Optional.ofNullable(counted.findOneAndUpdate(
                        eq("_id", collection.id()),
                        inc("statistics.totalViews", 1L),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))))
                .orElse(collection);
    }

    boolean exists(ObjectId id) {
        return !among(List.of(id), new Document()).isEmpty();
    }

    /// Says that a collection goes, together with what nobody was told about it yet, then removes it.
    ///
    /// @param erased who is told nothing; null for nobody
    void delete(ObjectId id, List<PendingUpdate> updates, @Nullable ObjectId erased, Instant now) {
        List<Document> told = new ArrayList<>(waiting(id));
        updates.forEach(update -> told.add(update.toDocument()));
        told.removeIf(update -> erased != null && erased.equals(update.get("userId")));
        removals.insertOne(new Document("_id", new ObjectId())
                .append("collectionId", id)
                .append("removedAt", now)
                .append(PendingUpdate.FIELD, told));
        collections.deleteOne(eq("_id", id));
    }

    private List<Document> waiting(ObjectId id) {
        Document found = collections
                .find(eq("_id", id), Document.class)
                .projection(Projections.include(PendingUpdate.FIELD))
                .first();
        return found == null ? List.of() : found.getList(PendingUpdate.FIELD, Document.class, List.of());
    }

    List<PostCollection> ofUser(ObjectId user, int limit) {
        return collections
                .find(eq("userId", user))
                .sort(Sorts.descending("createdAt", "_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// Those of others that wait for who has an address.
    ///
    /// @param since what was given before waits no more
    List<ObjectId> waitingFor(User person, Instant since, int limit) {
        Bson stillWaiting =
                elemMatch(GRANTS, and(eq("email", person.email()), eq("userId", null), gt("grantedAt", since)));
        return counted.find(
                        and(eq("grants.email", person.email()), stillWaiting, ne("userId", person.id())),
                        Document.class)
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(collection -> collection.getObjectId("_id"))
                .into(new ArrayList<>());
    }

    /// The address alone has an index.
    private static Bson waiting(String email) {
        return and(eq("grants.email", email), elemMatch(GRANTS, and(eq("email", email), eq("userId", null))));
    }

    /// Takes a person out of all permissions, out of all that was given to him, and out of what he would be told.
    void forget(ObjectId user) {
        for (String list : List.of("permissions", GRANTS)) {
            ContestedWrites.run(() -> collections.updateMany(
                    eq(list + ".userId", user), combine(pull(list, new Document("userId", user)), inc("__v", 1L))));
        }
        ContestedWrites.run(() -> counted.updateMany(
                and(gt(NOTED_AT, Instant.EPOCH), eq(PendingNote.FIELD + ".userId", user)),
                pull(PendingNote.FIELD, new Document("userId", user))));
    }

    /// Takes out what waits for an address.
    void forget(String email) {
        ContestedWrites.run(() -> collections.updateMany(
                waiting(email), combine(pull(GRANTS, new Document("email", email)), inc("__v", 1L))));
    }

    private static RuntimeException nameIsTaken(MongoWriteException failure, String name) {
        return Inserts.isDuplicate(failure)
                ? new Problem.Conflict("You have a collection named “" + name + "” already: choose another name.")
                        .exception()
                : failure;
    }
}
