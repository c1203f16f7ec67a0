package io.automedia.limits;

import io.automedia.shared.Problem;
import java.time.Duration;

/// Where somebody stands with a limit after one more time was counted.
///
/// @param used how often it was counted in this window, with this time
/// @param left until the window ends and all of the rate is free again
public record Standing(Endpoint endpoint, Rate rate, long used, Duration left) {
    /// Whether this time was one too many.
    public boolean isOver() {
        return used > rate.times();
    }

    /// How many more times are free.
    public long remaining() {
        return Math.max(0, rate.times() - used);
    }

    /// Full seconds until all is free again; at least one.
    public long seconds() {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }

    /// What to answer when it is over.
    public Problem problem() {
        return new Problem.TooMany(
                "No more than " + rate + " of this kind (" + endpoint.key() + "): wait " + seconds() + " seconds.",
                Duration.ofSeconds(seconds()));
    }
}
