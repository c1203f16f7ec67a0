package io.automedia.updates;

import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Standing;
import java.time.Instant;

/// Counts a client's messages: a person's on all his connections together. Who sends too many is told once and
/// then not listened to until the window is over.
final class MessageRate {
    private final Limits limits;
    private Instant deafUntil = Instant.MIN;

    MessageRate(Limits limits) {
        this.limits = limits;
    }

    /// What to do with one more message.
    ///
    /// @param who the person's id, or that of the connection while nobody knows whose it is
    Verdict next(String who, Instant now) {
        if (now.isBefore(deafUntil)) {
            return Verdict.STILL_TOO_MANY;
        }
        Standing standing = limits.count(who, Endpoint.WEBSOCKET);
        if (!standing.isOver()) {
            return Verdict.FINE;
        }
        deafUntil = now.plus(standing.left());
        return Verdict.TOO_MANY;
    }

    enum Verdict {
        FINE,
        TOO_MANY,
        STILL_TOO_MANY
    }
}
