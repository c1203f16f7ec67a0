package io.automedia.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.automedia.storage.RedisPatience;
import io.automedia.storage.TestRedis;
import io.automedia.testing.Patience;
import io.automedia.testing.SettableClock;
import io.automedia.testing.Together;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The cache on a real Redis, as two nodes share it.
class CacheTests {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SettableClock clock = SettableClock.atNoon();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger worked = new AtomicInteger();
    private TestRedis redis;
    private StringRedisTemplate template;
    private Cache one;
    private Cache two;

    record Sum(int number, ObjectId id, Instant at, Duration took, List<String> names) {}

    @BeforeEach
    void start(@TempDir Path folder) {
        redis = TestRedis.start(folder);
        template = redis.connect();
        one = node();
        two = node();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void an_answer_is_given_to_all_nodes_until_it_is_too_old() {
        Sum first = one.get(question("ada"), this::work);

        assertThat(two.get(question("ada"), this::work)).isEqualTo(first);
        clock.advance(FRESH.minusMillis(1));
        assertThat(one.get(question("ada"), this::work)).isEqualTo(first);
        clock.advance(Duration.ofMillis(1));
        assertThat(two.get(question("ada"), this::work).number()).isEqualTo(2);
        assertThat(meters.counter("automedia.cache.requests", "kind", "sum", "result", "hit")
                        .count())
                .isEqualTo(2);
        assertThat(meters.counter("automedia.cache.requests", "kind", "sum", "result", "miss")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void it_is_a_json_string_that_ends_by_itself() {
        one.get(question("ada"), this::work);

        assertThat(template.opsForValue().get("cache:ada:sum:all"))
                .startsWith("{")
                .contains("\"number\":1");
        assertThat(template.getExpire("cache:ada:sum:all")).isBetween(1L, 35L);
        assertThat(template.keys("*")).containsExactly("cache:ada:sum:all");
    }

    @Test
    void however_many_ask_one_works_it_out() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        List<Sum> answers = Together.call(64, () -> {
            Cache node = turn.getAndIncrement() % 2 == 0 ? one : two;
            return node.get(question("ada"), () -> {
                await().until(() -> turn.get() == 64);
                return work();
            });
        });

        assertThat(worked).hasValue(1);
        assertThat(answers).containsOnly(answers.getFirst());
    }

    @Test
    void while_a_new_answer_is_worked_out_others_get_the_last_one() throws Exception {
        Sum old = one.get(question("ada"), this::work);
        clock.advance(FRESH);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Sum> fresh = CompletableFuture.supplyAsync(() -> one.get(question("ada"), () -> {
            begun.countDown();
            await().until(() -> goOn.getCount() == 0);
            return work();
        }));
        begun.await();

        assertThat(two.get(question("ada"), this::work)).isEqualTo(old);

        goOn.countDown();
        assertThat(fresh.get().number()).isEqualTo(2);
        assertThat(two.get(question("ada"), this::work)).isEqualTo(fresh.get());
    }

    @Test
    void after_a_change_nobody_gets_an_older_answer() {
        one.get(question("ada"), this::work);
        one.get(question("ben"), this::work);
        two.forget("ada");

        assertThat(one.get(question("ada"), this::work).number()).isEqualTo(3);
        assertThat(two.get(question("ada"), this::work).number()).isEqualTo(3);
        assertThat(two.get(question("ben"), this::work).number()).isEqualTo(2);
    }

    @Test
    void what_was_begun_before_a_change_is_not_kept_beyond_it() {
        Sum before = one.get(question("ada"), () -> {
            two.forget("ada");
            return work();
        });

        assertThat(before.number()).isEqualTo(1);
        assertThat(one.get(question("ada"), this::work).number()).isEqualTo(2);
    }

    @Test
    void what_fails_is_told_and_tried_again() {
        assertThatThrownBy(() -> one.get(question("ada"), () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");

        assertThat(two.get(question("ada"), this::work).number()).isEqualTo(1);
    }

    @Test
    void an_error_is_told_to_those_who_wait_too() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Sum> first = CompletableFuture.supplyAsync(
                () -> one.get(question("ada"), () -> {
                    begun.countDown();
                    await().until(() -> shared() > 0);
                    throw new LinkageError("no");
                }),
                Thread::startVirtualThread);
        begun.await();
        CompletableFuture<Sum> second =
                CompletableFuture.supplyAsync(() -> one.get(question("ada"), this::work), Thread::startVirtualThread);

        for (CompletableFuture<Sum> asked : List.of(first, second)) {
            assertThatThrownBy(() -> asked.get(Patience.OF_ALL.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(LinkageError.class)
                    .hasRootCauseMessage("no");
        }
        assertThat(worked).hasValue(0);
        assertThat(one.get(question("ada"), this::work).number()).isEqualTo(1);
    }

    private double shared() {
        return meters.counter("automedia.cache.requests", "kind", "sum", "result", "shared")
                .count();
    }

    @Test
    void what_took_too_long_is_kept_all_the_same_unless_another_was_quicker() {
        Sum slow = one.get(question("ada"), () -> {
            template.delete("cache:ada:sum:all:busy");
            return work();
        });
        assertThat(two.get(question("ada"), this::work)).isEqualTo(slow);

        Sum[] quick = new Sum[1];
        one.get(question("ben"), () -> {
            template.delete("cache:ben:sum:all:busy");
            quick[0] = two.get(question("ben"), this::work);
            return work();
        });
        assertThat(one.get(question("ben"), this::work)).isEqualTo(quick[0]);
    }

    @Test
    void a_change_while_redis_is_away_counts_when_it_is_there_again() {
        RedisPatience patience = new RedisPatience(clock);
        Cache node = node(patience);
        Cached<Sum> lasting = new Cached<>("ada", "sum", "all", Sum.class, Duration.ofMinutes(1));
        node.get(lasting, this::work);
        patience.attempt("failing", () -> {
            throw new IllegalStateException("away");
        });

        node.forget("ada");
        clock.advance(Duration.ofSeconds(10));

        assertThat(node.get(lasting, this::work).number()).isEqualTo(2);
        assertThat(two.get(lasting, this::work).number()).isEqualTo(2);
    }

    @Test
    void whose_things_changed_lately_is_known_on_all_nodes_and_supposed_where_nobody_can_tell() {
        assertThat(one.changedLately("ada")).isFalse();
        two.forget("ada");

        assertThat(one.changedLately("ada")).isTrue();
        assertThat(one.changedLately("ben")).isFalse();
        redis.stop();
        assertThat(one.changedLately("ben")).isTrue();
    }

    @Test
    void what_cannot_be_read_is_worked_out() {
        template.opsForValue().set("cache:ada:sum:all", "{\"changed\":\"\",\"until\":9999999999999,\"value\":[]}");
        assertThat(one.get(question("ada"), this::work).number()).isEqualTo(1);
        template.opsForValue().set("cache:ada:sum:all", "garbage");
        assertThat(one.get(question("ada"), this::work).number()).isEqualTo(2);
    }

    @Test
    void when_redis_is_stopped_the_answer_is_worked_out_each_time() {
        one.get(question("ada"), this::work);
        redis.stop();

        assertThat(one.get(question("ada"), this::work).number()).isEqualTo(2);
        assertThat(two.get(question("ada"), this::work).number()).isEqualTo(3);
        one.forget("ada");
    }

    private Cached<Sum> question(String owner) {
        return new Cached<>(owner, "sum", "all", Sum.class, FRESH);
    }

    private Sum work() {
        return new Sum(
                worked.incrementAndGet(), new ObjectId(), clock.instant(), Duration.ofMinutes(5), List.of("a", "b"));
    }

    private Cache node() {
        return node(new RedisPatience(clock));
    }

    private Cache node(RedisPatience patience) {
        return new Cache(redis.connect(), patience, meters, clock);
    }
}
