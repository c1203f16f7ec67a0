package io.automedia.storage;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Where data is kept.
///
/// @param data folder of everything that is kept on this machine
/// @param mongodbUri a MongoDB-compatible server; without it one is embedded
/// @param redisUri a Redis server; without it one is embedded
/// @param redisTimeout how long Redis may take to answer before it counts as away
/// @param mongodbDatabase name of the database
/// @param mongodbWriteConcern how many servers must have a write before it is acknowledged: `majority`,
/// or a number
/// @param mongodbJournal whether it must be in their journals, too
/// @param mongodbReadPreference which servers of a replica set are asked
/// @param mongodbStatisticsReadPreference which are asked for statistics and exports, that may lag a
/// little behind
/// @param mongodbTextIndex whether a server that has text indexes gets one over the posts, for people's
/// own tools
/// @param mongodbGeoIndex whether one that has geospatial indexes gets one over the places of posts,
/// for the same
/// @param embeddedMemory what the embedded store may use outside the Java heap
/// @param embeddedRefusesScans whether a query that no index of the embedded store serves is an error
/// @param embeddedKey with what it encrypts documents on the disk
@ConfigurationProperties("automedia")
record StorageProperties(
        @DefaultValue("./data") Path data,
        @Nullable String mongodbUri,
        @Nullable String redisUri,
        @DefaultValue("2s") Duration redisTimeout,
        @DefaultValue("automedia") String mongodbDatabase,
        @DefaultValue("majority") String mongodbWriteConcern,
        @DefaultValue("true") boolean mongodbJournal,
        @DefaultValue("primary") String mongodbReadPreference,
        @DefaultValue("secondaryPreferred") String mongodbStatisticsReadPreference,
        @DefaultValue("true") boolean mongodbTextIndex,
        @DefaultValue("true") boolean mongodbGeoIndex,
        @DefaultValue("448MB") DataSize embeddedMemory,
        boolean embeddedRefusesScans,
        @Nullable String embeddedKey) {
    StorageProperties {
        data = data.toAbsolutePath().normalize();
        mongodbUri = mongodbUri == null || mongodbUri.isBlank() ? null : mongodbUri.strip();
        redisUri = redisUri == null || redisUri.isBlank() ? null : redisUri.strip();
        if (!redisTimeout.isPositive()) {
            throw new IllegalArgumentException("automedia.redis-timeout must be longer than 0s");
        }
        EmbeddedKeys.of(embeddedKey);
        checkConcern(mongodbWriteConcern);
        preference("mongodb-read-preference", mongodbReadPreference);
        preference("mongodb-statistics-read-preference", mongodbStatisticsReadPreference);
    }

    private static void checkConcern(String concern) {
        if (!concern.matches("majority|[1-9][0-9]?")) {
            throw new IllegalArgumentException(
                    "automedia.mongodb-write-concern must be majority or a number of servers from 1 to 99");
        }
    }

    private static ReadPreference preference(String name, String value) {
        try {
            return ReadPreference.valueOf(value);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("automedia." + name
                    + " must be primary, primaryPreferred, secondary, secondaryPreferred or nearest");
        }
    }

    /// The kinds of indexes that are wanted where the server has such.
    Set<ToolIndex> toolIndexes() {
        return ToolIndex.wanted(mongodbTextIndex, mongodbGeoIndex);
    }

    EmbeddedKeys embeddedKeys() {
        return EmbeddedKeys.of(embeddedKey);
    }

    @Override
    public String toString() {
        return "StorageProperties[" + data + "]";
    }

    WriteConcern writeConcern() {
        WriteConcern acknowledged = mongodbWriteConcern.equals("majority")
                ? WriteConcern.MAJORITY
                : new WriteConcern(Integer.parseInt(mongodbWriteConcern));
        return acknowledged.withJournal(mongodbJournal);
    }

    ReadPreference readPreference() {
        return ReadPreference.valueOf(mongodbReadPreference);
    }

    ReadPreference statisticsReadPreference() {
        return ReadPreference.valueOf(mongodbStatisticsReadPreference);
    }
}
