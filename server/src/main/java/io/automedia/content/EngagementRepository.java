package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Repository;

/// What the counters of posts were.
@Repository
class EngagementRepository {
    private final MongoCollection<EngagementSnapshot> snapshots;

    EngagementRepository(MongoDatabase database, InstalledSchema installed) {
        this.snapshots = database.getCollection(EngagementSnapshotsSchema.COLLECTION, EngagementSnapshot.class);
    }

    /// Keeps what counters were and are. What is known of a minute already is replaced in `now`, and left
    /// in `before`.
    void remember(List<EngagementSnapshot> before, List<EngagementSnapshot> now) {
        if (now.isEmpty()) {
            return;
        }
        List<WriteModel<EngagementSnapshot>> writes = new ArrayList<>(before.size() + now.size());
        for (EngagementSnapshot snapshot : inOrder(before)) {
            writes.add(new UpdateOneModel<>(
                    eq("_id", snapshot.id()),
                    Updates.combine(
                            Updates.setOnInsert("contentId", snapshot.contentId()),
                            Updates.setOnInsert("at", snapshot.at()),
                            Updates.setOnInsert("engagement", Revision.numbers(snapshot.engagement()))),
                    new com.mongodb.client.model.UpdateOptions().upsert(true)));
        }
        for (EngagementSnapshot snapshot : inOrder(now)) {
            writes.add(new ReplaceOneModel<>(eq("_id", snapshot.id()), snapshot, new ReplaceOptions().upsert(true)));
        }
        ContestedWrites.changeInOrder(snapshots, writes);
    }

    private static List<EngagementSnapshot> inOrder(List<EngagementSnapshot> snapshots) {
        return snapshots.stream()
                .sorted(Comparator.comparing(EngagementSnapshot::id))
                .toList();
    }

    List<EngagementSnapshot> history(ObjectId contentId) {
        return snapshots
                .find(historyOf(contentId))
                .sort(Sorts.ascending("_id"))
                .limit(10_000)
                .into(new ArrayList<>());
    }

    /// Removes the history of a post.
    void remove(ObjectId contentId) {
        snapshots.deleteMany(historyOf(contentId));
    }

    private static Bson historyOf(ObjectId contentId) {
        // "@" is followed by "A" in the order of characters
        return and(gte("_id", contentId + "@"), lt("_id", contentId + "A"));
    }
}
