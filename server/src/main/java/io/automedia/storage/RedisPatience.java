package io.automedia.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Uses Redis while it is there. After a failure Redis is left alone for a few seconds, so that those who
/// can do without it do not wait for it each time. Then one tries whether it is there again; the others go
/// on without it until he knows.
@Component
public final class RedisPatience {
    private static final Logger log = LoggerFactory.getLogger(RedisPatience.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final Clock clock;

    /// When to try again; null while it is there.
    private final AtomicReference<@Nullable Instant> awayUntil = new AtomicReference<>();

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

    /// Asks Redis for something. Whatever fails in the question counts as Redis being away: what its answer
    /// means is to be found out afterwards.
    ///
    /// @return empty when Redis is away
    public <T> Optional<T> ask(String what, Supplier<T> question) {
        if (!mayTry()) {
            return Optional.empty();
        }
        try {
            T answer = question.get();
            awayUntil.set(null);
            return Optional.of(answer);
        } catch (RuntimeException away) {
            awayUntil.set(clock.instant().plus(LEFT_ALONE));
            log.warn("Redis is away, {} goes on without it: {}", what, away.toString());
            return Optional.empty();
        }
    }

    /// Whoever may try when it is time keeps the others from doing so.
    private boolean mayTry() {
        Instant until = awayUntil.get();
        Instant now = clock.instant();
        return until == null || (!now.isBefore(until) && awayUntil.compareAndSet(until, now.plus(LEFT_ALONE)));
    }
}
