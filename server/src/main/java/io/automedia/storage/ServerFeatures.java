package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/// What the connected MongoDB-compatible server can do beyond the common core. What one can't is done in the
/// application.
///
/// @param version what the server says it is
/// @param validators enforces `$jsonSchema`
/// @param ttlIndexes removes expired documents by itself
/// @param textIndexes has full-text indexes
/// @param geoIndexes has `2dsphere` indexes
/// @param transactions has transactions over several documents
public record ServerFeatures(
        String version,
        boolean validators,
        boolean ttlIndexes,
        boolean textIndexes,
        boolean geoIndexes,
        boolean transactions) {

    private static final String PROBE = "featureProbe";

    /// Asks the server by trying, in a collection that is dropped again.
    ///
    /// @throws MongoException when the server can't be reached
    public static ServerFeatures of(MongoDatabase database) {
        String version = database.runCommand(new Document("buildInfo", 1)).get("version", "unknown");
        Document hello = database.runCommand(new Document("hello", 1));
        try {
            database.createCollection(PROBE);
            return new ServerFeatures(
                    version,
                    enforcesValidators(database),
                    hasIndex(database, new Document("at", 1), new Document("expireAfterSeconds", 3600)),
                    ToolIndex.WORDS.isKnownTo(database, PROBE),
                    hasIndex(database, new Document("place", "2dsphere"), new Document()),
                    hello.containsKey("setName") || "isdbgrid".equals(hello.get("msg")));
        } finally {
            database.getCollection(PROBE).drop();
        }
    }

    private static boolean enforcesValidators(MongoDatabase database) {
        if (!accepts(
                database,
                new Document("collMod", PROBE)
                        .append(
                                "validator",
                                new Document("$jsonSchema", new Document("required", java.util.List.of("wanted")))))) {
            return false;
        }
        try {
            database.getCollection(PROBE).insertOne(new Document("other", 1));
            return false;
        } catch (MongoException refused) {
            return true;
        }
    }

    private static boolean hasIndex(MongoDatabase database, Document keys, Document options) {
        Document index = new Document("key", keys).append("name", "probe");
        index.putAll(options);
        boolean accepted =
                accepts(database, new Document("createIndexes", PROBE).append("indexes", java.util.List.of(index)));
        if (accepted) {
            database.getCollection(PROBE).dropIndex("probe");
        }
        return accepted;
    }

    private static boolean accepts(MongoDatabase database, Document command) {
        try {
            database.runCommand(command);
            return true;
        } catch (MongoCommandException refused) {
            return false;
        }
    }
}
