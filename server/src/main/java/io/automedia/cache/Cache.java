package io.automedia.cache;

import io.automedia.storage.RedisPatience;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Reads through: an answer that is not there, too old, or older than the last change of its owner's
/// things, is worked out and kept. However many ask at once on however many nodes, one works it out; the
/// others get the answer of a moment ago, or wait where there is none. While Redis is away everybody who
/// asks on a node shares one working out, and nothing is kept.
@Component
public final class Cache {
    /// What an aged answer is good for while a new one is worked out.
    private static final Duration AGED = Duration.ofSeconds(30);

    /// The one who works it out is given up after this long; others then do it themselves.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /// Longer than any answer lives: an answer from before the change is gone before the mark is.
    private static final Duration CHANGE_KEPT = Duration.ofHours(1);

    /// Keeps an answer if the one who brings it was not given up, and lets the next one in.
    private static final RedisScript<Long> SETTLE = RedisScript.of("""
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
            redis.call('DEL', KEYS[2])
            if ARGV[2] ~= '' then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, CompletableFuture<Object>> asked = new ConcurrentHashMap<>();

    /// What Redis has: an answer, and the owner's last change.
    private record Found(@Nullable Entry entry, String changed) {
        /// The answer, unless something changed since.
        <T> Optional<T> value(Class<T> type) {
            return entry != null && entry.changed().equals(changed) ? CacheJson.value(entry, type) : Optional.empty();
        }

        boolean isFresh(long now) {
            return entry != null && now < entry.until();
        }
    }

    Cache(StringRedisTemplate redis, RedisPatience patience, MeterRegistry meters, Clock clock) {
        this.redis = redis;
        this.patience = patience;
        this.meters = meters;
        this.clock = clock;
    }

    /// The answer.
    ///
    /// @param work works it out; what it throws is thrown to all who wait for it
    public <T> T get(Cached<T> question, Supplier<T> work) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> first = asked.putIfAbsent(question.key(), mine);
        if (first == null) {
            try {
                mine.complete(read(question, work));
            } catch (RuntimeException failure) {
                mine.completeExceptionally(failure);
            } finally {
                asked.remove(question.key(), mine);
            }
        } else {
            count(question, "shared");
        }
        try {
            return question.type().cast((first == null ? mine : first).join());
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /// Something of this owner changed: none of his answers counts any more.
    public void forget(String owner) {
        asked.keySet().removeIf(key -> key.startsWith(Cached.ofOwner(owner)));
        patience.attempt(
                "caching",
                () -> redis.opsForValue()
                        .set(Cached.changedKey(owner), UUID.randomUUID().toString(), CHANGE_KEPT));
    }

    private <T> T read(Cached<T> question, Supplier<T> work) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        String ticket = UUID.randomUUID().toString();
        boolean isMine = false;
        while (true) {
            Optional<Found> looked = patience.ask("caching", () -> find(question));
            if (looked.isEmpty()) {
                count(question, "away");
                return work.get();
            }
            Found found = looked.get();
            Optional<T> known = found.value(question.type());
            if (known.isPresent() && found.isFresh(clock.millis())) {
                settle(question, isMine, ticket, "");
                count(question, "hit");
                return known.get();
            }
            if (isMine) {
                count(question, "miss");
                return workOut(question, found.changed(), ticket, work);
            }
            // who may work it out looks once more: it may just have been done
            isMine = takes(question, ticket);
            if (!isMine && known.isPresent()) {
                count(question, "aged");
                return known.get();
            }
            if (!isMine && (System.nanoTime() - giveUp > 0 || !paused())) {
                count(question, "miss");
                return work.get();
            }
        }
    }

    private Found find(Cached<?> question) {
        List<@Nullable String> values = redis.opsForValue().multiGet(List.of(question.key(), question.changedKey()));
        String changed = values == null ? null : values.getLast();
        return new Found(
                CacheJson.entry(values == null ? null : values.getFirst()).orElse(null),
                changed == null ? "" : changed);
    }

    private boolean takes(Cached<?> question, String ticket) {
        return patience.ask(
                        "caching",
                        () -> Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(busyKey(question), ticket, PATIENCE)))
                .orElse(true);
    }

    private <T> T workOut(Cached<T> question, String changed, String ticket, Supplier<T> work) {
        String kept = "";
        try {
            T value = work.get();
            kept = CacheJson.write(changed, clock.millis() + question.fresh().toMillis(), value);
            return value;
        } finally {
            settle(question, true, ticket, kept);
        }
    }

    private void settle(Cached<?> question, boolean isMine, String ticket, String kept) {
        if (isMine) {
            patience.attempt(
                    "caching",
                    () -> redis.execute(
                            SETTLE,
                            List.of(question.key(), busyKey(question)),
                            ticket,
                            kept,
                            Long.toString(question.fresh().plus(AGED).toMillis())));
        }
    }

    private static boolean paused() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String busyKey(Cached<?> question) {
        return question.key() + ":busy";
    }

    private void count(Cached<?> question, String result) {
        meters.counter("automedia.cache.requests", "kind", question.kind(), "result", result)
                .increment();
    }
}
