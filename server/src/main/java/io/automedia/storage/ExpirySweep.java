package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Removes what has expired by the descriptions of its collections, also where the server keeps such indexes and
/// never looks at them.
@Component
final class ExpirySweep implements RunsLoop {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 1_000;

    private final MongoDatabase database;
    private final InstalledSchema installed;
    private final Clock clock;
    private final LeasedLoop loop;

    ExpirySweep(MongoDatabase database, InstalledSchema installed, Leases leases, Clock clock) {
        this.database = database;
        this.installed = installed;
        this.clock = clock;
        this.loop = new LeasedLoop(leases, "expiry", IDLE, this::sweep);
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }

    /// Removes some of each collection, those that expired first.
    ///
    /// @return whether there may be more
    boolean sweep() {
        boolean more = false;
        for (CollectionSchema collection : installed.collections()) {
            for (IndexDefinition index : collection.indexes()) {
                Duration kept = index.expireAfter();
                if (kept != null && !collection.sweepsItself()) {
                    more |= sweep(collection.name(), index, clock.instant().minus(kept));
                }
            }
        }
        return more;
    }

    private boolean sweep(String collection, IndexDefinition index, Instant before) {
        MongoCollection<BsonDocument> documents = database.getCollection(collection, BsonDocument.class);
        String field = index.keys().keySet().iterator().next();
        Bson expired = index.partial() == null ? lt(field, before) : and(index.partial(), lt(field, before));
        List<BsonValue> ids = documents
                .find(expired)
                .projection(Projections.include("_id"))
                .sort(new Document(field, 1))
                .limit(AT_ONCE)
                .map(document -> document.get("_id"))
                .into(new ArrayList<>());
        if (!ids.isEmpty()) {
            // again by its time: it may have been given a later one
            documents.deleteMany(and(in("_id", ids), expired));
        }
        return ids.size() == AT_ONCE;
    }
}
