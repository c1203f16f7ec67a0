package io.automedia.platforms;

import java.time.Duration;
import org.bson.types.ObjectId;

/// How long to wait before a source is asked again.
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final double SPREAD_OF_RETRIES = 0.2;
    private static final double SPREAD_OF_FETCHES = 0.05;

    private Backoff() {}

    /// After a failure: soon at first, four times as long each time; when the retries are used up, the interval,
    /// doubled each time. At most 6 hours, or the interval when that is longer.
    ///
    /// @param attempt which failure in a row it was, from 1
    static Duration after(int attempt, int retryAttempts, Duration interval, ObjectId id) {
        Duration wait;
        if (attempt <= retryAttempts) {
            wait = shorter(FIRST.multipliedBy(1L << Math.min(2 * (attempt - 1), 20)), interval);
        } else {
            Duration grown = interval.multipliedBy(1L << Math.min(attempt - retryAttempts - 1, 12));
            wait = shorter(grown, LONGEST.compareTo(interval) > 0 ? LONGEST : interval);
        }
        return spread(wait, SPREAD_OF_RETRIES, id, attempt);
    }

    /// Until the next fetch when all went well: about the interval, so that sources added together drift apart.
    static Duration interval(Duration interval, ObjectId id, long round) {
        return spread(interval, SPREAD_OF_FETCHES, id, round);
    }

    /// The same source and round always get the same: what is spread is spread among sources.
    private static Duration spread(Duration wait, double by, ObjectId id, long round) {
        long mixed = (id.hashCode() * 31L + round) * 0x9E3779B97F4A7C15L;
        double place = (mixed >>> 11) / (double) (1L << 53);
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 - by + 2 * by * place)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
