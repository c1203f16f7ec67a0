package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import org.jspecify.annotations.Nullable;

/// The result of a query, found while it is asked for. Used by one thread at a time and closed in the end.
public final class HitCursor implements AutoCloseable {
    private final HitStream stream;
    private final long deadline;
    private long toSkip;
    private long left;

    HitCursor(HitStream stream, long skip, long limit, long deadline) {
        this.stream = stream;
        this.toSkip = skip;
        this.left = limit == 0 ? Long.MAX_VALUE : limit;
        this.deadline = deadline;
    }

    /// The next hit, or null at the end; throws MaxTimeMSExpired, or Interrupted when the thread was.
    public @Nullable Hit next() {
        checkInterruption();
        while (left > 0) {
            switch (stream.step()) {
                case HIT -> {
                    if (toSkip == 0) {
                        left--;
                        return stream.hit();
                    }
                    toSkip--;
                }
                case END -> left = 0;
                case WORKED -> checkWhetherToGoOn();
            }
        }
        return null;
    }

    private void checkWhetherToGoOn() {
        checkInterruption();
        if (deadline != 0 && System.nanoTime() - deadline > 0) {
            throw new MongoError(ErrorCode.MAX_TIME_MS_EXPIRED, "operation exceeded time limit");
        }
    }

    private static void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MongoError(ErrorCode.INTERRUPTED, "operation was interrupted: the server is shutting down");
        }
    }

    public long keysExamined() {
        return stream.keysExamined();
    }

    public long docsExamined() {
        return stream.docsExamined();
    }

    @Override
    public void close() {
        stream.close();
    }
}
