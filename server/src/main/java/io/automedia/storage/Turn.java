package io.automedia.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A piece of work that one node at a time does now, while the others wait until it is done. A node that dies
/// in its turn loses it when its lease runs out.
final class Turn implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Turn.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(4);
    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final Leases leases;
    private final Lease lease;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread renewal;

    private Turn(Leases leases, Lease lease) {
        this.leases = leases;
        this.lease = lease;
        this.renewal = Thread.ofVirtual().name(lease.name()).start(this::renew);
    }

    /// Waits for it.
    static Turn take(Leases leases, String name) {
        Optional<Lease> taken = leases.acquire(name, LEASE);
        if (taken.isEmpty()) {
            log.warn("Another node does what is called {}: waiting until it is done", name);
        }
        while (taken.isEmpty()) {
            pause();
            taken = leases.acquire(name, LEASE);
        }
        return new Turn(leases, taken.get());
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EVERY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while it waited for its turn", stopped);
        }
    }

    private void renew() {
        try {
            while (!over.await(RENEW_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!isRenewed()) {
                    log.warn("The lease {} went to another node", lease.name());
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it is ours as far as is known: while the store is away the next try may come in time.
    private boolean isRenewed() {
        try {
            return leases.renew(lease, LEASE);
        } catch (RuntimeException storeIsAway) {
            log.warn("The lease {} could not be renewed", lease.name(), storeIsAway);
            return true;
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            renewal.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        leases.release(lease);
    }
}
