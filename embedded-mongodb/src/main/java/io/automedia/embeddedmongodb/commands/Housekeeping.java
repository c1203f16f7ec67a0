package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Once a minute: deletes what the TTL indexes say is over, and closes cursors nobody uses.
final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final long PERIOD_SECONDS = 60;

    private final Environment environment;
    private final Modifier modifier;
    private final boolean keepExpired;
    private final ScheduledExecutorService scheduler;
    private volatile boolean closed;

    Housekeeping(Environment environment, Modifier modifier, boolean keepExpired) {
        this.environment = environment;
        this.modifier = modifier;
        this.keepExpired = keepExpired;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("mongodb-housekeeping").daemon().factory());
        var _ = scheduler.scheduleWithFixedDelay(this::runSafely, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void runSafely() {
        try {
            run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "Expired documents could not be deleted", failed);
        }
    }

    void run() {
        environment.cursors().closeIdle();
        if (keepExpired) {
            return;
        }
        for (StoredCollection collection : environment.store().catalogue().all()) {
            for (Index index : collection.indexes()) {
                Long seconds = index.definition().expireAfterSeconds();
                if (seconds != null && index.isReady() && !closed) {
                    expire(collection, index, environment.clock().instant().minusSeconds(seconds));
                }
            }
        }
    }

    /// An array of dates expires by its least one, so any of them suffices.
    private void expire(StoredCollection collection, Index index, Instant limit) {
        String field = index.definition().fields().getFirst().path().dotted();
        RawDocument filter = new BsonBuilder()
                .beginDocument(field)
                .add("$lte", (Object) limit)
                .end()
                .build();
        long[] deleted = {0};
        Query query = Query.of(collection, filter, environment.language().filter(filter, RawDocument.EMPTY))
                .hinted(RawValue.of(index.definition().name()));
        modifier.delete(query, false, _ -> deleted[0]++);
        if (deleted[0] > 0) {
            environment.store().awaitDurable();
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "{0} expired documents deleted from {1}",
                    deleted[0],
                    collection.namespace());
        }
    }

    @Override
    public void close() {
        closed = true;
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(10, TimeUnit.SECONDS)) {
                scheduler.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            scheduler.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
