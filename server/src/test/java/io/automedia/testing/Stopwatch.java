package io.automedia.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Measures how long something takes, without the time in which the machine stood still.
public final class Stopwatch implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration NOTHING_TO_SPEAK_OF = Duration.ofMillis(500);

    private final long begun = System.nanoTime();
    private final Thread ticking = Thread.ofPlatform().daemon().unstarted(this::tick);
    private final AtomicLong stoodStill = new AtomicLong();
    private final AtomicLong ticks = new AtomicLong();
    private volatile boolean over;

    private Stopwatch() {}

    public static Stopwatch start() {
        Stopwatch started = new Stopwatch();
        started.ticking.start();
        return started;
    }

    private void tick() {
        long last = System.nanoTime();
        while (!over) {
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException ended) {
                return;
            }
            long now = System.nanoTime();
            long late = now - last - TICK.toNanos();
            if (late > NOTHING_TO_SPEAK_OF.toNanos()) {
                stoodStill.addAndGet(late);
            }
            last = now;
            ticks.incrementAndGet();
        }
    }

    /// How long it has taken so far.
    public Duration elapsed() {
        long now = System.nanoTime();
        long seen = ticks.get();
        // so that what was last is counted
        while (ticks.get() == seen) {
            Thread.onSpinWait();
        }
        return Duration.ofNanos(now - begun - stoodStill.get());
    }

    @Override
    public void close() {
        over = true;
    }
}
