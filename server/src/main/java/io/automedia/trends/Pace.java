package io.automedia.trends;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Does something again and again, and leaves most of the time to everything else, however long it takes and
/// whether it succeeds or fails.
final class Pace {
    /// Between two beginnings lies this many times what the first took, at least.
    private static final int REST = 20;

    private final Clock clock;
    private Instant dueAt = Instant.EPOCH;

    Pace(Clock clock) {
        this.clock = clock;
    }

    /// Does it, unless it is too early.
    void run(Runnable work) {
        Instant begun = clock.instant();
        if (begun.isBefore(dueAt)) {
            return;
        }
        try {
            work.run();
        } finally {
            dueAt = begun.plus(Duration.between(begun, clock.instant()).multipliedBy(REST));
        }
    }
}
