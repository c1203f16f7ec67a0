package io.automedia.platforms;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.automedia.content.PostKey;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The only user of the collection `platformSources`.
@Component
final class SourceRepository {
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    private static final Bson NOT_REMOVED = exists("removedAt", false);
    private static final Bson NEXT_VERSION = inc("__v", 1L);

    private final MongoCollection<MonitoredSource> sources;

    @Autowired
    SourceRepository(MongoDatabase database, InstalledSchema installed) {
        this(database);
    }

    SourceRepository(MongoDatabase database) {
        this.sources = database.getCollection(PlatformSourcesSchema.NAME, MonitoredSource.class);
    }

    /// Takes the source that has waited longest.
    ///
    /// @param types those that this node can fetch
    /// @param but people whose turn it is not
    @Nullable
    MonitoredSource claim(Collection<String> types, Collection<ObjectId> but, Instant now, Instant leaseEnd) {
        return Timestamps.without(sources)
                .findOneAndUpdate(
                        and(lte("dueAt", now), in("type", types), nin("userId", but)),
                        combine(set("dueAt", leaseEnd), set("lease", new ObjectId()), set("askedAt", now)),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("dueAt"))
                                .returnDocument(ReturnDocument.AFTER));
    }

    /// Changes a source while the fetch still holds it.
    ///
    /// @return false when it doesn't any more: whatever it brought is somebody else's to bring again
    boolean change(MonitoredSource held, Bson... changes) {
        return sources.updateOne(holding(held), combine(changes)).getMatchedCount() == 1;
    }

    /// Says when a source is fetched and by whom while the fetch still holds it, which is no change of the source.
    ///
    /// @return false when it doesn't any more
    boolean schedule(MonitoredSource held, Bson... changes) {
        return Timestamps.without(sources)
                        .updateOne(holding(held), combine(changes))
                        .getMatchedCount()
                == 1;
    }

    /// The same for a change that gives the source another value.
    ///
    /// @return false when its owner monitors the same already, or the fetch doesn't hold it any more
    boolean moves(MonitoredSource held, Bson... changes) {
        try {
            return change(held, changes);
        } catch (MongoException failure) {
            if (Inserts.isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private static Bson holding(MonitoredSource held) {
        return and(eq("_id", held.id()), eq("lease", held.lease()));
    }

    /// Remembers what is about to be stored for the first time, and that the fetch still goes on.
    boolean expect(MonitoredSource held, List<PostKey> arriving, Instant leaseEnd) {
        return schedule(held, set("arriving", arriving), set("dueAt", leaseEnd));
    }

    /// Adds a source, or brings back the same one that was removed a while ago.
    ///
    /// @return what is monitored now; empty when it was monitored already
    Optional<MonitoredSource> add(MonitoredSource source) {
        if (Inserts.unlessThere(sources, source)) {
            return Optional.of(source);
        }
        Instant now = source.createdAt();
        return Optional.ofNullable(sources.findOneAndUpdate(
                and(
                        eq("platformId", source.platformId()),
                        eq("kind", source.kind()),
                        eq("value", source.value()),
                        exists("removedAt", true)),
                combine(set("title", source.title()), combine(resumed(now))),
                AFTER));
    }

    Optional<MonitoredSource> find(ObjectId id) {
        return Optional.ofNullable(sources.find(eq("_id", id)).first());
    }

    /// What is monitored on a platform, by title.
    List<MonitoredSource> ofPlatform(ObjectId platformId) {
        return sources.find(and(eq("platformId", platformId), NOT_REMOVED))
                .sort(Sorts.ascending("title", "_id"))
                .into(new ArrayList<>());
    }

    /// With what was removed: its counts remain true.
    List<MonitoredSource> everOfPlatform(ObjectId platformId) {
        return sources.find(eq("platformId", platformId)).into(new ArrayList<>());
    }

    long countOf(ObjectId userId) {
        return sources.countDocuments(and(eq("userId", userId), NOT_REMOVED));
    }

    long countFailing(ObjectId userId, Collection<String> types) {
        return sources.countDocuments(and(
                eq("userId", userId),
                in("type", types),
                in("status", SourceStatus.FAILING, SourceStatus.ERROR),
                eq("isActive", true),
                NOT_REMOVED));
    }

    /// Changes a source for its owner.
    ///
    /// @return null when it is not there any more
    @Nullable
    MonitoredSource changeByOwner(ObjectId id, Bson... changes) {
        return sources.findOneAndUpdate(
                and(eq("_id", id), NOT_REMOVED), combine(combine(changes), NEXT_VERSION), AFTER);
    }

    /// Takes a removal back.
    ///
    /// @return null when it is too late
    @Nullable
    MonitoredSource restore(ObjectId id, Instant now) {
        return sources.findOneAndUpdate(
                and(eq("_id", id), exists("removedAt", true), exists("title", true)), combine(resumed(now)), AFTER);
    }

    /// What makes a source be fetched now, and counts what is older as history.
    static Bson[] resumed(Instant now) {
        return new Bson[] {
            set("isActive", true),
            set("dueAt", now),
            set("liveSince", now),
            set("attempts", 0),
            unset("lease"),
            unset("removedAt"),
            NEXT_VERSION
        };
    }

    /// What keeps a source from being fetched; a fetch that runs loses its lease.
    static Bson[] stopped() {
        return new Bson[] {unset("dueAt"), unset("lease")};
    }

    /// Has all of a platform fetched as soon as possible that isn't being fetched or was a moment ago.
    ///
    /// @return how many
    long hurry(ObjectId platformId, Instant now, Instant askedBefore) {
        return Timestamps.without(sources)
                .updateMany(
                        and(
                                eq("platformId", platformId),
                                eq("isActive", true),
                                ne("status", SourceStatus.ENDED),
                                NOT_REMOVED,
                                exists("lease", false),
                                or(exists("askedAt", false), lt("askedAt", askedBefore))),
                        combine(set("dueAt", now), set("attempts", 0)))
                .getMatchedCount();
    }

    void deleteOf(ObjectId userId) {
        sources.deleteMany(eq("userId", userId));
    }

    void deleteOfPlatform(ObjectId platformId) {
        sources.deleteMany(eq("platformId", platformId));
    }

    void delete(MonitoredSource held) {
        sources.deleteOne(holding(held));
    }

    /// Forgets what was removed before a moment; only its counts stay, under a name of their own.
    void forgetRemoved(Instant before, int limit) {
        for (Document old : sources.find(and(lt("removedAt", before), exists("title", true)), Document.class)
                .limit(limit)) {
            ObjectId id = old.getObjectId("_id");
            sources.updateOne(
                    and(eq("_id", id), lt("removedAt", before)),
                    combine(
                            set("value", "removed:" + id),
                            set("removedAt", Instant.parse("9999-01-01T00:00:00Z")),
                            unset("title"),
                            unset("checkpoint"),
                            unset("lastError"),
                            unset("gaps")));
        }
    }
}
