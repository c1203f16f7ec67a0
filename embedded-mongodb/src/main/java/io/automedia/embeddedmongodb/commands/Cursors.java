package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Namespace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The cursors that clients have not read to the end. One that nobody asks for is closed after ten minutes.
final class Cursors implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int BATCH_BYTES = 15 << 20;
    private static final int FIRST_BATCH = 101;

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Cursors(Clock clock) {
        this.clock = clock;
    }

    private static final class Open {
        private final Namespace namespace;
        private final Results results;
        private volatile Instant usedAt;

        private Open(Namespace namespace, Results results, Instant usedAt) {
            this.namespace = namespace;
            this.results = results;
            this.usedAt = usedAt;
        }
    }

    /// The first batch of a result; the rest waits here unless `single`.
    /// @param batchSize -1 for the usual size
    Reply open(Namespace namespace, Results results, long batchSize, boolean single) {
        try {
            List<RawDocument> batch = take(results, batchSize < 0 ? FIRST_BATCH : batchSize);
            if (single || !results.hasNext()) {
                results.close();
                return new Reply.Batch(namespace.toString(), 0, true, batch);
            }
            long id = random.nextLong(1, Long.MAX_VALUE);
            open.put(id, new Open(namespace, results, clock.instant()));
            return new Reply.Batch(namespace.toString(), id, true, batch);
        } catch (RuntimeException failed) {
            results.close();
            throw failed;
        }
    }

    /// The next batch; throws CursorNotFound.
    /// @param batchSize 0 for as much as fits
    Reply more(long id, Namespace namespace, long batchSize) {
        Open cursor = open.remove(id);
        if (cursor == null || !cursor.namespace.equals(namespace)) {
            if (cursor != null) {
                open.put(id, cursor);
            }
            throw new MongoError(ErrorCode.CURSOR_NOT_FOUND, "cursor id " + id + " not found");
        }
        boolean ended = true;
        try {
            List<RawDocument> batch = take(cursor.results, batchSize == 0 ? Long.MAX_VALUE : batchSize);
            ended = !cursor.results.hasNext();
            if (!ended) {
                cursor.usedAt = clock.instant();
                open.put(id, cursor);
            }
            return new Reply.Batch(namespace.toString(), ended ? 0 : id, false, batch);
        } finally {
            if (ended) {
                cursor.results.close();
            }
        }
    }

    /// Whether there was one.
    boolean kill(long id) {
        Open cursor = open.remove(id);
        if (cursor != null) {
            cursor.results.close();
        }
        return cursor != null;
    }

    void closeIdle() {
        Instant limit = clock.instant().minus(IDLE);
        open.forEach((id, cursor) -> {
            if (cursor.usedAt.isBefore(limit)) {
                kill(id);
            }
        });
    }

    int count() {
        return open.size();
    }

    private static List<RawDocument> take(Results results, long limit) {
        List<RawDocument> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < limit && results.hasNext()) {
            int size = results.peek().length();
            if (bytes + size > BATCH_BYTES && !batch.isEmpty()) {
                break;
            }
            bytes += size;
            batch.add(results.next());
        }
        return batch;
    }

    @Override
    public void close() {
        open.keySet().forEach(this::kill);
    }
}
