package io.automedia.limits;

import io.automedia.shared.Problem;
import java.time.Duration;
import java.time.Instant;

/// Where somebody stands with a quota.
///
/// @param used never more than the limit was when it was used
/// @param resetsAt when all of it is free again
public record QuotaStanding(Quota quota, String period, long limit, long used, Instant resetsAt) {
    /// How much is left.
    public long remaining() {
        return Math.max(0, limit - used);
    }

    /// What to answer when nothing is left.
    public Problem problem(Instant now) {
        return new Problem.TooMany(
                "RATE002",
                "The " + limit + " " + quota.words() + " are used up: there are more from " + resetsAt + " on.",
                Duration.between(now, resetsAt));
    }
}
