package io.automedia.platforms;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Timestamps;
import io.automedia.storage.Versions;
import io.automedia.webhooks.WebhookChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The only user of the collection `platforms`.
@Component
final class PlatformRepository {
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Platform> platforms;

    @Autowired
    PlatformRepository(MongoDatabase database, InstalledSchema installed) {
        this(database);
    }

    PlatformRepository(MongoDatabase database) {
        this.platforms = database.getCollection(PlatformsSchema.NAME, Platform.class);
    }

    /// Adds a connection.
    ///
    /// @return false when the person has one of this type
    boolean insert(Platform platform) {
        return Inserts.unlessThere(platforms, platform);
    }

    Optional<Platform> find(ObjectId id) {
        return Optional.ofNullable(platforms.find(eq("_id", id)).first());
    }

    Optional<Platform> find(ObjectId userId, String type) {
        return Optional.ofNullable(
                platforms.find(and(eq("userId", userId), eq("type", type))).first());
    }

    List<Platform> ofUser(ObjectId userId) {
        return platforms
                .find(eq("userId", userId))
                .sort(Sorts.ascending("name", "_id"))
                .into(new ArrayList<>());
    }

    /// Changes a connection for its owner, when it still has the version that the change was made on.
    ///
    /// @return null when it hasn't
    @Nullable
    Platform change(Platform platform, Bson changes) {
        return platforms.findOneAndUpdate(
                and(eq("_id", platform.id()), Versions.is(platform.version())),
                Updates.combine(changes, Updates.inc("__v", 1L)),
                AFTER);
    }

    /// Changes a webhook of a connection that still has the version that was read.
    ///
    /// @return empty when it hasn't
    Optional<Platform> change(ObjectId id, long version, WebhookChange webhook) {
        return Optional.ofNullable(platforms.findOneAndUpdate(
                and(eq("_id", id), Versions.is(version)),
                Updates.combine(webhook.update(), Updates.inc("__v", 1L)),
                new FindOneAndUpdateOptions()
                        .returnDocument(ReturnDocument.AFTER)
                        .arrayFilters(webhook.arrayFilters())));
    }

    void delete(ObjectId id) {
        platforms.deleteOne(eq("_id", id));
    }

    void deleteOf(ObjectId userId) {
        platforms.deleteMany(eq("userId", userId));
    }

    /// The platform refused: nothing more is asked of it until its owner acts.
    void refuse(ObjectId id, Platform.LastError error) {
        platforms.updateOne(
                and(eq("_id", id), ne("status", PlatformStatus.INACTIVE)),
                Updates.combine(
                        Updates.set("status", PlatformStatus.ERROR),
                        Updates.set("statistics.errors.lastError", error)));
    }

    void setRateLimit(ObjectId id, Platform.RateLimit limit) {
        Timestamps.without(platforms).updateOne(eq("_id", id), Updates.set("rateLimit", limit));
    }

    /// Stores what was counted, unless somebody changed the status meanwhile.
    void setTally(Platform platform, PlatformTallies.Tally tally) {
        List<Bson> changes = new ArrayList<>();
        changes.add(Updates.set("statistics", tally.statistics()));
        changes.add(Updates.set("status", tally.status()));
        if (tally.lastSync() != null) {
            changes.add(Updates.max("lastSync", tally.lastSync()));
        }
        boolean onlyCounts = tally.status() == platform.status();
        (onlyCounts ? Timestamps.without(platforms) : platforms)
                .updateOne(
                        and(eq("_id", platform.id()), eq("status", platform.status()), Versions.is(platform.version())),
                        Updates.combine(changes));
    }

    /// Connections that collected something on a day that is over.
    List<ObjectId> whoseDayEnded(Instant now, int limit) {
        return platforms
                .find(lte("statistics.todayEnds", now), Document.class)
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(found -> found.getObjectId("_id"))
                .into(new ArrayList<>());
    }
}
