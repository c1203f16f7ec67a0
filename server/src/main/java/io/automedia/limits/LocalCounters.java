package io.automedia.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts in this process, for as long as Redis is away. It counts no more than 10,000 at a time: where there
/// are more, those who did something least often are forgotten.
final class LocalCounters {
    static final int MOST = 10_000;

    private record Counted(long used, Instant until) {}

    private final Clock clock;
    private final Map<String, Counted> counters = new ConcurrentHashMap<>();

    LocalCounters(Clock clock) {
        this.clock = clock;
    }

    Standing count(String key, Endpoint endpoint, Rate rate) {
        Instant now = clock.instant();
        if (counters.size() >= MOST) {
            makeRoom(now);
        }
        Counted first = new Counted(1, now.plus(rate.window()));
        Counted counted = counters.merge(
                key,
                first,
                (old, fresh) -> now.isBefore(old.until()) ? new Counted(old.used() + 1, old.until()) : fresh);
        return new Standing(endpoint, rate, counted.used(), Duration.between(now, counted.until()));
    }

    int size() {
        return counters.size();
    }

    /// Forgets what is over; where that is not enough, half of all.
    private synchronized void makeRoom(Instant now) {
        counters.values().removeIf(counted -> !now.isBefore(counted.until()));
        if (counters.size() >= MOST) {
            counters.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().used()))
                    .limit(MOST / 2)
                    .forEach(entry -> counters.remove(entry.getKey(), entry.getValue()));
        }
    }
}
