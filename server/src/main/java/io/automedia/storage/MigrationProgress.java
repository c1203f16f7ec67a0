package io.automedia.storage;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// How far a migration has come: a document of `migrations`.
///
/// @param place which of its collections it walks over
/// @param after the last document there that was looked at; null at the beginning
/// @param finishedAt null as long as it runs
record MigrationProgress(
        @BsonId int number,
        String purpose,
        int place,
        @Nullable ObjectId after,
        long looked,
        long changed,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    static MigrationProgress begin(Migration migration, Instant now) {
        return new MigrationProgress(migration.number(), migration.purpose(), 0, null, 0, 0, now, now, null);
    }

    /// Some documents later.
    MigrationProgress plus(ObjectId last, long moreLooked, long moreChanged, Instant now) {
        return new MigrationProgress(
                number, purpose, place, last, looked + moreLooked, changed + moreChanged, startedAt, now, null);
    }

    /// At the beginning of the next collection, or at the end of all.
    MigrationProgress nextCollection(int collections, Instant now) {
        boolean isOver = place + 1 >= collections;
        return new MigrationProgress(
                number, purpose, place + 1, null, looked, changed, startedAt, now, isOver ? now : null);
    }
}
