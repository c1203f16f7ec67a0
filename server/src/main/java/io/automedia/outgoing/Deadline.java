package io.automedia.outgoing;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/// Ends what is going on when its time is over, whatever it waits for.
final class Deadline implements AutoCloseable {
    private final ScheduledFuture<?> end;
    private final Duration length;
    private @Nullable Cancellable current;
    private boolean over;

    Deadline(ScheduledExecutorService timer, Duration length) {
        this.length = length;
        end = timer.schedule(this::expire, length.toMillis(), TimeUnit.MILLISECONDS);
    }

    Duration length() {
        return length;
    }

    /// From now on this is ended.
    synchronized void covers(Cancellable work) {
        current = work;
        if (over) {
            work.cancel();
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    private synchronized void expire() {
        over = true;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public synchronized void close() {
        current = null;
        end.cancel(false);
    }
}
