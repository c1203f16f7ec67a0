package io.automedia.updates;

import java.time.Duration;
import java.time.Instant;

/// Counts a client's messages within each minute.
final class MessageRate {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private Instant end = Instant.MIN;
    private int count;

    MessageRate(int most) {
        this.most = most;
    }

    /// What to do with one more message.
    Verdict next(Instant now) {
        if (!now.isBefore(end)) {
            end = now.plus(MINUTE);
            count = 0;
        }
        count++;
        if (count <= most) {
            return Verdict.FINE;
        }
        return count == most + 1 ? Verdict.TOO_MANY : Verdict.STILL_TOO_MANY;
    }

    enum Verdict {
        FINE,
        TOO_MANY,
        STILL_TOO_MANY
    }
}
