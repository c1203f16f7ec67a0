package io.automedia.storage;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Repeats one piece of work on one node at a time. It looks for work when it is woken by [#hint()], and every `idle`
/// anyway, since
/// hints are lost when a node dies. After an error it waits and goes on.
///
/// As a bean, or started and stopped by one, it begins when everything is there and ends before anything is taken away
/// from it, such as the connections to Redis.
public final class LeasedLoop implements SmartLifecycle {
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
    private volatile @Nullable Run run;

    /// A loop that is not started yet.
    ///
    /// @param name of the lease, and of the thread
    public LeasedLoop(Leases leases, String name, Duration idle, Step step) {
        this.leases = leases;
        this.name = name;
        this.idle = idle;
        this.step = step;
    }

    /// There is something to do: look now.
    public void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    /// Waits within a step, and keeps the lease meanwhile; ends early when the loop is stopped.
    public void pause(Duration time) throws InterruptedException {
        Run current = run;
        long until = System.nanoTime() + time.toNanos();
        while (current != null && current.mayGoOn() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 500));
        }
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            Run next = new Run();
            run = next;
            next.thread.start();
        }
    }

    /// Ends the loop after the step that runs now.
    @Override
    public synchronized void stop() {
        Run last = run;
        run = null;
        if (last != null) {
            last.end();
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    private void rest(Duration time) throws InterruptedException {
        if (hints.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            hints.drainPermits();
        }
    }

    /// From a start to a stop, on a thread of its own.
    private final class Run {
        private final Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
        private volatile boolean ended;
        private @Nullable Lease lease;
        private long renewAt;

        /// Whatever goes wrong in a step, also an error such as an overflow of the stack: nobody else would start the
        /// loop again.
        private void loop() {
            try {
                while (!ended) {
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

        boolean mayGoOn() {
            return !ended && holdsLease();
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

        private void afterFailure(Throwable failure) {
            if (ended) {
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
            // the interrupt has said what it had to; the store would refuse to work under it
            Thread.interrupted();
            try {
                leases.release(held);
            } catch (RuntimeException storeIsGone) {
                log.debug("The lease {} runs out by itself", name, storeIsGone);
            }
        }

        void end() {
            ended = true;
            hint();
            try {
                if (!thread.join(Duration.ofSeconds(5))) {
                    thread.interrupt();
                    thread.join(Duration.ofSeconds(2));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
