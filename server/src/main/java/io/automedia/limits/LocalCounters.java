package io.automedia.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts in this process, for as long as Redis is away.
final class LocalCounters {
    private static final int MOST = 10_000;

    private record Counted(long used, Instant until) {}

    private final Clock clock;
    private final Map<String, Counted> counters = new ConcurrentHashMap<>();

    LocalCounters(Clock clock) {
        this.clock = clock;
    }

    Standing count(String key, Endpoint endpoint, Rate rate) {
        Instant now = clock.instant();
        if (counters.size() >= MOST) {
            counters.values().removeIf(counted -> !now.isBefore(counted.until()));
        }
        Counted first = new Counted(1, now.plus(rate.window()));
        Counted counted = counters.merge(
                key,
                first,
                (old, fresh) -> now.isBefore(old.until()) ? new Counted(old.used() + 1, old.until()) : fresh);
        return new Standing(endpoint, rate, counted.used(), Duration.between(now, counted.until()));
    }
}
