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
            case Access.Narrowed narrowed
            when narrowed.tellsAll() -> new Counting(query, new JoinedStream(query, narrowed, snapshot), true);
            case Access.Indexed _, Access.Union _
            when access.isExact() -> new Counting(query, new KeyStream(Streams.records(access, snapshot)), true);
            case Access.Indexed _, Access.Union _, Access.Narrowed _, Access.Race _, Access.Everything _ ->
                new Counting(query, Streams.open(query, access, snapshot), false);
        };
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
            long more = stream.skip(wanted - count);
            if (more < 0) {
                return count;
            }
            count += more;
            boolean looks = more > 1 || steps % STEPS_BETWEEN_LOOKS == 0;
            if (looks && query.deadline() != 0 && System.nanoTime() - query.deadline() > 0) {
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
