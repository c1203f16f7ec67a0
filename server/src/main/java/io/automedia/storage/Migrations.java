package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out migrations, a few documents at a time. How far it is stands in the store after every step,
/// so that whoever comes next goes on there; should two be at it for a moment, they do the same twice.
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final int AT_ONCE = 1_000;
    /// Ids of other types come before it in the order, or after all, and are never compared with it.
    private static final ObjectId LOWEST = new ObjectId(new byte[12]);

    private final MongoDatabase database;
    private final MongoCollection<MigrationProgress> progress;
    private final List<Migration> migrations;
    private final Clock clock;

    Migrations(MongoDatabase database, List<Migration> migrations, Clock clock) {
        this.database = database;
        this.progress = database.getCollection(MigrationsSchema.NAME, MigrationProgress.class);
        this.migrations = migrations.stream()
                .sorted(Comparator.comparingInt(Migration::number))
                .toList();
        this.clock = clock;
        if (migrations.stream().mapToInt(Migration::number).distinct().count() < migrations.size()) {
            throw new IllegalArgumentException("Two migrations have the same number");
        }
    }

    /// Does the next step of the first that isn't finished.
    ///
    /// @return whether there is more to do
    boolean step() {
        for (Migration migration : migrations) {
            MigrationProgress known = begun(migration);
            if (known.finishedAt() == null) {
                step(migration, known);
                return true;
            }
        }
        return false;
    }

    private MigrationProgress begun(Migration migration) {
        MigrationProgress known = progress(migration);
        if (known != null) {
            return known;
        }
        MigrationProgress begun = MigrationProgress.begin(migration, now());
        if (Inserts.unlessThere(progress, begun)) {
            return begun;
        }
        return Objects.requireNonNull(progress(migration), "what another node began");
    }

    private @Nullable MigrationProgress progress(Migration migration) {
        return progress.find(eq("_id", migration.number())).first();
    }

    private void step(Migration migration, MigrationProgress known) {
        if (known.place() >= migration.collections().size()) {
            save(known, known.nextCollection(0, now()));
            return;
        }
        MongoCollection<Document> documents =
                database.getCollection(migration.collections().get(known.place()));
        List<ObjectId> next = next(documents, known.after());
        if (next.isEmpty()) {
            MigrationProgress after =
                    known.nextCollection(migration.collections().size(), now());
            if (save(known, after) && after.finishedAt() != null) {
                log.info(
                        "Migration {} is done ({}): {} of {} documents were changed",
                        migration.number(),
                        migration.purpose(),
                        after.changed(),
                        after.looked());
            }
            return;
        }
        ObjectId last = next.getLast();
        long changed = migration.change(documents, range(known.after(), last));
        save(known, known.plus(last, next.size(), changed, now()));
    }

    private static List<ObjectId> next(MongoCollection<Document> documents, @Nullable ObjectId after) {
        return documents
                .find(from(after))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .limit(AT_ONCE)
                .map(document -> document.getObjectId("_id"))
                .into(new ArrayList<>(AT_ONCE));
    }

    private static Bson from(@Nullable ObjectId after) {
        return after == null ? gte("_id", LOWEST) : gt("_id", after);
    }

    private static Bson range(@Nullable ObjectId after, ObjectId last) {
        return and(from(after), lte("_id", last));
    }

    /// @return false when somebody else was there first, and counted what he did
    private boolean save(MigrationProgress before, MigrationProgress after) {
        return progress.replaceOne(
                                and(
                                        eq("_id", before.number()),
                                        eq("place", before.place()),
                                        eq("after", before.after())),
                                after)
                        .getMatchedCount()
                == 1;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
