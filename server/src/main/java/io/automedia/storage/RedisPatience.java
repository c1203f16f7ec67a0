package io.automedia.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Uses Redis while it is there. After a failure Redis is left alone for a few seconds, so that those who
/// can do without it do not wait for it each time.
@Component
public final class RedisPatience {
    private static final Logger log = LoggerFactory.getLogger(RedisPatience.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final Clock clock;
    private volatile Instant awayUntil = Instant.EPOCH;

    public RedisPatience(Clock clock) {
        this.clock = clock;
    }

    /// Does something with Redis.
    ///
    /// @param what is done, for the log, such as `publishing`
    /// @return false when it was not done
    public boolean attempt(String what, Runnable work) {
        return ask(what, () -> {
                    work.run();
                    return true;
                })
                .isPresent();
    }

    /// Asks Redis for something.
    ///
    /// @return empty when Redis is away
    public <T> Optional<T> ask(String what, Supplier<T> question) {
        if (clock.instant().isBefore(awayUntil)) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (RuntimeException away) {
            awayUntil = clock.instant().plus(LEFT_ALONE);
            log.warn("Redis is away, {} goes on without it: {}", what, away.toString());
            return Optional.empty();
        }
    }
}
