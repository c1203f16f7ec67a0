package io.automedia.storage;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats one piece of work on one node at a time. It looks for work when it is woken by [#hint()], and every `idle`
/// anyway, since
/// hints are lost when a node dies. After an error it waits and goes on.
public final class LeasedLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeasedLoop.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(2);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(4);
    /// Whoever has the lease may die in the middle of its work.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /// One step of the work.
    @FunctionalInterface
    public interface Step {
        /// Does what is due now.
        ///
        /// @return true when there may be more to do at once
        boolean run() throws Exception;
    }

    private final Leases leases;
    private final String name;
    private final Duration idle;
    private final Step step;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable Lease lease;
    private long renewAt;

    private LeasedLoop(Leases leases, String name, Duration idle, Step step) {
        this.leases = leases;
        this.name = name;
        this.idle = idle;
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    /// Starts the loop on a thread of its own.
    public static LeasedLoop start(Leases leases, String name, Duration idle, Step step) {
        LeasedLoop loop = new LeasedLoop(leases, name, idle, step);
        loop.thread.start();
        return loop;
    }

    /// There is something to do: look now.
    public void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    /// Waits within a step, and keeps the lease meanwhile; ends early when the loop is closed.
    public void pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (!closed && System.nanoTime() < until && holdsLease()) {
            TimeUnit.MILLISECONDS.sleep(Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 500));
        }
    }

    /// Whatever goes wrong in a step, also an error such as an overflow of the stack: nobody else would start the loop
    /// again.
    private void loop() {
        try {
            while (!closed) {
                try {
                    boolean isOurs = holdsLease();
                    boolean more = isOurs && step.run();
                    if (!more) {
                        rest(isOurs || idle.compareTo(ASK_AGAIN) < 0 ? idle : ASK_AGAIN);
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    break;
                } catch (Throwable failure) {
                    afterFailure(failure);
                }
            }
        } finally {
            giveBack();
        }
    }

    private boolean holdsLease() {
        long now = System.nanoTime();
        Lease held = lease;
        if (held != null && now - renewAt < 0) {
            return true;
        }
        if (held == null || !leases.renew(held, LEASE)) {
            lease = leases.acquire(name, LEASE).orElse(null);
        }
        renewAt = now + RENEW_EVERY.toNanos();
        return lease != null;
    }

    private void rest(Duration time) throws InterruptedException {
        if (hints.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            hints.drainPermits();
        }
    }

    private void afterFailure(Throwable failure) {
        if (closed) {
            return;
        }
        log.warn("{} failed and is tried again: {}", name, failure.toString(), failure);
        try {
            rest(AFTER_ERROR);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack() {
        Lease held = lease;
        if (held == null) {
            return;
        }
        try {
            leases.release(held);
        } catch (RuntimeException storeIsGone) {
            log.debug("The lease {} runs out by itself", name, storeIsGone);
        }
    }

    /// Ends the loop after the step that runs now.
    @Override
    public void close() {
        closed = true;
        hint();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
