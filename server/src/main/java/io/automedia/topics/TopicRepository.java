package io.automedia.topics;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Problem;
import io.automedia.storage.ChangedFields;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import io.automedia.webhooks.WebhookChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.BsonNull;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The only user of the collections `topics` and `topicRemovals`.
@Component
final class TopicRepository {
    private static final String DUE = "statisticsDueAt";
    private static final String FREQUENCY = "settings.updateFrequency";
    private static final String CHANGED = "statisticsChangedAt";

    private final MongoCollection<Topic> topics;
    private final MongoCollection<RawBsonDocument> raw;
    private final MongoCollection<Document> removals;

    TopicRepository(MongoDatabase database, InstalledSchema installed) {
        this.topics = database.getCollection(TopicSchema.NAME, Topic.class);
        this.raw = database.getCollection(TopicSchema.NAME, RawBsonDocument.class);
        this.removals = database.getCollection(TopicRemovalSchema.NAME);
    }

    /// @throws io.automedia.shared.ProblemException (`Conflict`) when the person has one of that name
    void insert(Topic topic) {
        try {
            topics.insertOne(topic);
        } catch (MongoWriteException failure) {
            throw nameIsTaken(failure, topic.name());
        }
    }

    /// Writes what a change made different, and nothing else, when the topic still has the version that was
    /// read.
    ///
    /// @return whether it had
    boolean change(Topic before, Topic after) {
        Bson sameVersion = and(eq("_id", before.id()), Versions.is(before.version()));
        try {
            return topics.updateOne(sameVersion, ChangedFields.between(stored(before), document(after)))
                            .getMatchedCount()
                    == 1;
        } catch (MongoWriteException failure) {
            throw nameIsTaken(failure, after.name());
        }
    }

    /// What was read, without the parts that its document lacks: those are written whole, or the rest of
    /// them would be lost by a change of one of their fields.
    private BsonDocument stored(Topic read) {
        BsonDocument document = new BsonDocument();
        document.putAll(document(read));
        RawBsonDocument there = raw.find(eq("_id", read.id())).first();
        if (there != null) {
            document.entrySet()
                    .removeIf(part -> part.getValue().isDocument()
                            && !there.get(part.getKey(), BsonNull.VALUE).isDocument());
        }
        return document;
    }

    private BsonDocument document(Topic topic) {
        return BsonDocumentWrapper.asBsonDocument(topic, topics.getCodecRegistry());
    }

    /// Changes a webhook of a topic that still has the version that was read.
    ///
    /// @return empty when it hasn't
    Optional<Topic> change(ObjectId id, long version, WebhookChange webhook) {
        return Optional.ofNullable(topics.findOneAndUpdate(
                and(eq("_id", id), Versions.is(version)),
                Updates.combine(webhook.update(), Updates.inc("__v", 1L)),
                new FindOneAndUpdateOptions()
                        .returnDocument(ReturnDocument.AFTER)
                        .arrayFilters(webhook.arrayFilters())));
    }

    void delete(Topic topic, Instant now) {
        removals.insertOne(new Document("_id", new ObjectId())
                .append("topicId", topic.id())
                .append("removedAt", now));
        topics.deleteOne(eq("_id", topic.id()));
    }

    Optional<Topic> find(ObjectId id) {
        return Optional.ofNullable(topics.find(eq("_id", id)).first());
    }

    List<Topic> ofUser(ObjectId userId) {
        return topics.find(eq("userId", userId))
                .sort(Sorts.orderBy(Sorts.descending("weight"), Sorts.ascending("name")))
                .into(new ArrayList<>());
    }

    void forEach(Consumer<Topic> action) {
        topics.find().forEach(action);
    }

    /// Topics changed after a moment, in order; several may share a moment, so the last one seen is named
    /// too.
    List<Topic> changedAfter(Instant moment, ObjectId last, int limit) {
        return topics.find(or(gt("updatedAt", moment), and(eq("updatedAt", moment), gt("_id", last))))
                .sort(Sorts.ascending("updatedAt", "_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    List<ObjectId> removedSince(Instant moment) {
        return removals.find(gte("removedAt", moment))
                .map(removal -> removal.getObjectId("topicId"))
                .into(new ArrayList<>());
    }

    /// What a topic found has changed; it is summed up at a moment, unless that is to be earlier anyway.
    void changed(ObjectId id, Instant now, Instant due) {
        Timestamps.without(topics)
                .updateOne(eq("_id", id), Updates.combine(Updates.set(CHANGED, now), Updates.min(DUE, due)));
    }

    void putOff(ObjectId id, Instant due) {
        Timestamps.without(topics).updateOne(eq("_id", id), Updates.set(DUE, due));
    }

    /// Topics that are to be summed up until a moment, the longest due first.
    List<ObjectId> due(Instant moment, int limit) {
        return raw.find(lte(DUE, moment))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending(DUE))
                .limit(limit)
                .map(topic -> topic.getObjectId("_id").getValue())
                .into(new ArrayList<>());
    }

    /// Writes what a topic has found. When something changed since it was read, that, or how often its owner wants
    /// it, it stays due.
    ///
    /// @param due when it is to be summed up again; null for when something changes
    void setStatistics(Topic read, Topic.Statistics statistics, @Nullable Instant due) {
        Bson found = Updates.set("statistics", statistics);
        Bson unchanged = and(
                eq("_id", read.id()),
                eq(CHANGED, read.statisticsChangedAt()),
                or(
                        eq(FREQUENCY, read.settings().updateFrequency()),
                        // in a topic of another program
                        exists(FREQUENCY, false)));
        Bson settled = Updates.combine(
                found, Updates.unset(CHANGED), due == null ? Updates.unset(DUE) : Updates.set(DUE, due));
        MongoCollection<Topic> beside = Timestamps.without(topics);
        if (beside.updateOne(unchanged, settled).getMatchedCount() == 0) {
            beside.updateOne(eq("_id", read.id()), found);
        }
    }

    private static RuntimeException nameIsTaken(MongoWriteException failure, String name) {
        return Inserts.isDuplicate(failure)
                ? new Problem.Conflict("You have a topic named “" + name + "” already: choose another name.")
                        .exception()
                : failure;
    }
}
