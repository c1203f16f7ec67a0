package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.Snapshot;

/// Counts the documents of a query, from keys alone where they tell enough.
final class Counting implements AutoCloseable {
    private static final int STEPS_BETWEEN_LOOKS = 1_024;

    private final Query query;
    private final HitStream stream;
    private final boolean indexOnly;

    private Counting(Query query, HitStream stream, boolean indexOnly) {
        this.query = query;
        this.stream = stream;
        this.indexOnly = indexOnly;
    }

    static Counting of(Query query, Access access, Snapshot snapshot) {
        return switch (access) {
            case Access.Narrowed narrowed when narrowed.tellsAll() -> verified(query, narrowed, snapshot);
            case Access.Race race when race.narrowed().tellsAll() -> verified(query, race.narrowed(), snapshot);
            case Access.Indexed _, Access.Union _
            when access.isExact() -> new Counting(query, new KeyStream(Streams.records(access, snapshot)), true);
            case Access.Indexed _, Access.Union _, Access.Narrowed _, Access.Race _, Access.Everything _ ->
                new Counting(query, Streams.open(query, access, snapshot), false);
        };
    }

    private static Counting verified(Query query, Access.Narrowed narrowed, Snapshot snapshot) {
        return new Counting(query, new JoinedStream(query, narrowed, snapshot), true);
    }

    /// Whether no document had to be read.
    boolean isIndexOnly() {
        return indexOnly;
    }

    /// The number of documents, no more than the query wants.
    long count() {
        long wanted = query.wanted() == 0 ? Long.MAX_VALUE : query.wanted();
        long count = 0;
        for (long steps = 1; count < wanted; steps++) {
            HitStream.Step step = stream.step();
            if (step == HitStream.Step.END) {
                return count;
            }
            count += step == HitStream.Step.HIT ? 1 : 0;
            if (steps % STEPS_BETWEEN_LOOKS == 0 && query.deadline() != 0 && System.nanoTime() - query.deadline() > 0) {
                throw new MongoError(ErrorCode.MAX_TIME_MS_EXPIRED, "operation exceeded time limit");
            }
        }
        return count;
    }

    long keysExamined() {
        return stream.keysExamined();
    }

    long docsExamined() {
        return stream.docsExamined();
    }

    @Override
    public void close() {
        stream.close();
    }
}
