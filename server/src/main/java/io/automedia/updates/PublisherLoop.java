package io.automedia.updates;

import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Runs the publisher on one node at a time. A hint given on another node reaches it through Redis, else
/// it looks twice a second.
@Component
final class PublisherLoop implements RunsLoop {
    private static final Duration IDLE = Duration.ofMillis(500);

    /// Under load, what arrives within this time is published together.
    private static final long PACE_NANOS = Duration.ofMillis(10).toNanos();

    private static final long OURS_FOR_NANOS = Duration.ofSeconds(2).toNanos();

    private final Publisher publisher;
    private final HintRelay relay;
    private final LeasedLoop loop;
    private volatile long lastStep = System.nanoTime() - OURS_FOR_NANOS;

    PublisherLoop(Publisher publisher, Leases leases, HintRelay relay) {
        this.publisher = publisher;
        this.relay = relay;
        this.loop = new LeasedLoop(leases, "updates-publisher", IDLE, this::step);
    }

    /// Wakes the publisher, wherever it runs.
    void hint() {
        loop.hint();
        if (System.nanoTime() - lastStep > OURS_FOR_NANOS) {
            relay.send();
        }
    }

    private boolean step() throws InterruptedException {
        long wait = PACE_NANOS - (System.nanoTime() - lastStep);
        if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
        try {
            return publisher.publish();
        } finally {
            lastStep = System.nanoTime();
        }
    }

    @Override
    public void start() {
        loop.start();
        relay.listen(loop::hint);
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
