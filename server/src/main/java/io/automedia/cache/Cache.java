package io.automedia.cache;

import io.automedia.storage.RedisPatience;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
/// asks on a node shares one working out, and nothing is kept. A change that could not be told to Redis
/// meanwhile is told before this node reads for its owner again; until then other nodes may give his answers
/// of before it for as long as those are kept.
@Component
public final class Cache {
    /// What an aged answer is good for while a new one is worked out.
    private static final Duration AGED = Duration.ofSeconds(30);

    /// The one who works it out is given up after this long; others then do it themselves.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /// Longer than any answer lives: an answer from before the change is gone before the mark is.
    private static final Duration CHANGE_KEPT = Duration.ofHours(1);

    /// Lets the next one in and keeps an answer: also of one who was given up, unless somebody else is at it
    /// or has brought another answer meanwhile.
    private static final RedisScript<Long> SETTLE = RedisScript.of("""
            local holder = redis.call('GET', KEYS[2])
            if holder and holder ~= ARGV[1] then return 0 end
            local there = redis.call('GET', KEYS[1])
            if not holder and there and there ~= ARGV[4] then return 0 end
            redis.call('DEL', KEYS[2])
            if ARGV[2] ~= '' then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RedisPatience patience;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, CompletableFuture<Object>> asked = new ConcurrentHashMap<>();

    /// The marks of changes that Redis has not got yet, by owner.
    private final Map<String, String> unmarked = new ConcurrentHashMap<>();

    /// What Redis has: an answer, as it is there and as it is read, and the owner's last change.
    private record Found(String text, @Nullable Entry entry, String changed) {
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
            } catch (RuntimeException | Error failure) {
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
            switch (failure.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw failure;
            }
        }
    }

    /// Something of this owner changed: none of his answers counts any more.
    public void forget(String owner) {
        asked.keySet().removeIf(key -> key.startsWith(Cached.ofOwner(owner)));
        String mark = unique();
        if (mark(owner, mark)) {
            unmarked.remove(owner);
        } else {
            unmarked.put(owner, mark);
        }
    }

    /// Whether something of this owner changed within an hour, as far as is known; true when nobody can tell.
    /// What is worked out for him then must know of it, and so be read where it was written.
    public boolean changedLately(String owner) {
        return unmarked.containsKey(owner)
                || patience.ask("caching", () -> redis.hasKey(Cached.changedKey(owner)))
                        .orElse(true);
    }

    /// A text of JSON, as all that is under `cache:`.
    private static String unique() {
        return '"' + UUID.randomUUID().toString() + '"';
    }

    private boolean mark(String owner, String mark) {
        return patience.attempt("caching", () -> redis.opsForValue().set(Cached.changedKey(owner), mark, CHANGE_KEPT));
    }

    /// Whether Redis knows of the owner's last change; tells it what it does not know yet.
    private boolean isMarked(String owner) {
        String late = unmarked.get(owner);
        if (late != null && mark(owner, late)) {
            unmarked.remove(owner, late);
        }
        return !unmarked.containsKey(owner);
    }

    private <T> T read(Cached<T> question, Supplier<T> work) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        String ticket = unique();
        boolean isMine = false;
        while (true) {
            Optional<Found> looked = isMarked(question.owner()) ? find(question) : Optional.empty();
            if (looked.isEmpty()) {
                count(question, "away");
                return work.get();
            }
            Found found = looked.get();
            Optional<T> known = found.value(question.type());
            if (known.isPresent() && found.isFresh(clock.millis())) {
                settle(question, isMine, ticket, found, "");
                count(question, "hit");
                return known.get();
            }
            if (isMine) {
                count(question, "miss");
                return workOut(question, found, ticket, work);
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

    private Optional<Found> find(Cached<?> question) {
        return patience.ask(
                        "caching",
                        () -> Objects.requireNonNull(
                                redis.opsForValue().multiGet(List.of(question.key(), question.changedKey()))))
                .map(values -> new Found(
                        Objects.requireNonNullElse(values.getFirst(), ""),
                        CacheJson.entry(values.getFirst()).orElse(null),
                        Objects.requireNonNullElse(values.getLast(), "")));
    }

    private boolean takes(Cached<?> question, String ticket) {
        return patience.ask(
                        "caching",
                        () -> Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(busyKey(question), ticket, PATIENCE)))
                .orElse(true);
    }

    private <T> T workOut(Cached<T> question, Found found, String ticket, Supplier<T> work) {
        String kept = "";
        try {
            T value = work.get();
            kept = CacheJson.write(
                    found.changed(), clock.millis() + question.fresh().toMillis(), value);
            return value;
        } finally {
            settle(question, true, ticket, found, kept);
        }
    }

    private void settle(Cached<?> question, boolean isMine, String ticket, Found found, String kept) {
        if (isMine) {
            patience.attempt(
                    "caching",
                    () -> redis.execute(
                            SETTLE,
                            List.of(question.key(), busyKey(question)),
                            ticket,
                            kept,
                            Long.toString(question.fresh().plus(AGED).toMillis()),
                            found.text()));
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
