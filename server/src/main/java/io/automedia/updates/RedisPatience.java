package io.automedia.updates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Uses Redis while it is there. After a failure Redis is left alone for a few seconds, so that
/// publishing, which can do without it, does not wait for it each time.
@Component
final class RedisPatience {
    private static final Logger log = LoggerFactory.getLogger(RedisPatience.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final Clock clock;
    private volatile Instant awayUntil = Instant.EPOCH;

    RedisPatience(Clock clock) {
        this.clock = clock;
    }

    /// Does something with Redis.
    ///
    /// @return false when it was not done
    boolean attempt(String what, Runnable work) {
        if (clock.instant().isBefore(awayUntil)) {
            return false;
        }
        try {
            work.run();
            return true;
        } catch (RuntimeException away) {
            awayUntil = clock.instant().plus(LEFT_ALONE);
            log.warn("Redis is away, {} goes on without it: {}", what, away.toString());
            return false;
        }
    }
}
