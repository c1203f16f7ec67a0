package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.storage.InstalledSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Repository;

/// Which posts are gone.
@Repository
class TombstoneRepository {
    private final MongoCollection<Tombstone> tombstones;

    TombstoneRepository(MongoDatabase database, InstalledSchema installed) {
        this.tombstones = database.getCollection(TombstonesSchema.COLLECTION, Tombstone.class);
    }

    /// The newest tombstone of each of these keys.
    Map<CleanPost.Key, Tombstone> of(Collection<CleanPost.Key> keys) {
        Map<CleanPost.Key, Tombstone> found = new HashMap<>();
        CleanPost.Key.byPlatform(keys).forEach((platform, ids) -> {
            for (Tombstone stone : tombstones.find(and(eq("platform", platform), in("platformId", ids)))) {
                CleanPost.Key key = new CleanPost.Key(platform, String.valueOf(stone.platformId()));
                found.merge(key, stone, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        });
        return found;
    }

    /// Says that a post is gone.
    void put(Tombstone tombstone) {
        tombstones.replaceOne(eq("_id", tombstone.id()), tombstone, new ReplaceOptions().upsert(true));
    }

    /// It is still there.
    void takeBack(Tombstone tombstone) {
        tombstones.deleteOne(eq("_id", tombstone.id()));
    }

    /// Takes a person out of the tombstones that remember him.
    void forgetDeletedBy(ObjectId userId) {
        tombstones.updateMany(eq("deletedBy", userId), Updates.pull("deletedBy", userId));
    }

    /// What was removed after a moment, in the order in which it was.
    List<Tombstone> removedAfter(Instant at, ObjectId id, int limit) {
        return tombstones
                .find(or(Filters.gt("at", at), and(eq("at", at), Filters.gt("_id", id))))
                .sort(Sorts.ascending("at", "_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }
}
