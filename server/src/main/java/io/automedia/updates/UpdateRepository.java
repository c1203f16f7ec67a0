package io.automedia.updates;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.automedia.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `updateEvents` and `updateCounters`.
@Component
final class UpdateRepository {
    static final Duration KEPT = Duration.ofDays(7);

    private final MongoCollection<StoredUpdate> events;
    private final MongoCollection<Document> counters;

    UpdateRepository(MongoDatabase database) {
        this.events = database.getCollection(UpdateEventsSchema.NAME, StoredUpdate.class);
        this.counters = database.getCollection(UpdateCountersSchema.NAME);
    }

    /// A person's events after a number, in order.
    List<StoredUpdate> after(UserId user, long seq, int limit) {
        return events.find(and(eq("userId", user.value()), gt("seq", seq)))
                .sort(ascending("userId", "seq"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// The newest events, the newest first.
    List<StoredUpdate> newest(ObjectId user, int limit) {
        return events.find(eq("userId", user))
                .sort(descending("userId", "seq"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// The number of the newest event that a person ever had; 0 before the first.
    long latestSeq(ObjectId user) {
        Document newest = events.find(eq("userId", user), Document.class)
                .sort(descending("userId", "seq"))
                .projection(Projections.include("seq"))
                .first();
        return newest == null ? counted(user) : newest.getLong("seq");
    }

    private long counted(ObjectId user) {
        Document counter = counters.find(eq("_id", user)).first();
        return counter == null ? 0 : counter.getLong("seq");
    }

    /// The number of the oldest event that is still kept; null when none is.
    @Nullable
    Long oldestSeq(UserId user) {
        Document oldest = events.find(eq("userId", user.value()), Document.class)
                .sort(ascending("userId", "seq"))
                .projection(Projections.include("seq"))
                .first();
        return oldest == null ? null : oldest.getLong("seq");
    }

    /// The last numbers of several people as the counters have them.
    Map<ObjectId, Long> counted(Collection<ObjectId> users) {
        Map<ObjectId, Long> found = new HashMap<>();
        counters.find(in("_id", users))
                .forEach(counter -> found.put(counter.getObjectId("_id"), counter.getLong("seq")));
        return found;
    }

    /// Which of these events are published already, with their numbers.
    Map<EventName, Long> published(Collection<EventName> names) {
        Map<EventName, Long> found = new HashMap<>();
        events.find(
                        and(
                                in(
                                        "userId",
                                        names.stream()
                                                .map(EventName::userId)
                                                .distinct()
                                                .toList()),
                                in(
                                        "eventKey",
                                        names.stream()
                                                .map(EventName::key)
                                                .distinct()
                                                .toList())),
                        Document.class)
                .projection(Projections.include("userId", "eventKey", "seq"))
                .forEach(event -> found.put(
                        new EventName(event.getObjectId("userId"), event.getString("eventKey")), event.getLong("seq")));
        return found;
    }

    /// Stores new events.
    ///
    /// @return false when a number or an event was there already: somebody else publishes too
    boolean insert(List<StoredUpdate> updates) {
        try {
            events.insertMany(updates, new InsertManyOptions().ordered(true));
            return true;
        } catch (MongoBulkWriteException failure) {
            if (failure.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)
                    && !failure.getWriteErrors().isEmpty()) {
                return false;
            }
            throw failure;
        }
    }

    /// Raises the counters to the last numbers given.
    void count(Map<ObjectId, Long> last) {
        List<WriteModel<Document>> writes = new ArrayList<>(last.size());
        last.forEach((user, seq) -> writes.add(
                new UpdateOneModel<>(eq("_id", user), Updates.max("seq", seq), new UpdateOptions().upsert(true))));
        counters.bulkWrite(writes);
    }

    /// Removes what was published before it, for servers that don't do so by themselves.
    void removePublishedBefore(Instant time) {
        events.deleteMany(lt("publishedAt", time));
    }

    /// What an event is called for one person.
    record EventName(ObjectId userId, String key) {}
}
