package io.automedia.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.storage.RedisPatience;
import io.automedia.storage.TestRedis;
import io.automedia.testing.Bound;
import io.automedia.testing.SettableClock;
import io.automedia.testing.Together;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Counting in a real Redis, by several nodes, and without it.
class LimitsTests {
    private final SettableClock clock = SettableClock.atNoon();
    private final AtomicInteger turn = new AtomicInteger();
    private TestRedis redis;
    private StringRedisTemplate template;

    @BeforeEach
    void start(@TempDir Path folder) {
        redis = TestRedis.start(folder);
        template = redis.connect();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void of_many_who_ask_two_nodes_at_once_exactly_the_rate_passes() throws Exception {
        List<Limits> nodes = List.of(node("100/min"), node("100/min"));

        List<Long> passed = Together.call(64, () -> {
            Limits node = nodes.get(turn.getAndIncrement() % nodes.size());
            long mine = 0;
            for (int i = 0; i < 5; i++) {
                mine += node.count("ada", Endpoint.STANDARD).isOver() ? 0 : 1;
            }
            return mine;
        });

        assertThat(passed.stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
        assertThat(nodes.getFirst().count("ben", Endpoint.STANDARD).isOver()).isFalse();
        assertThat(nodes.getFirst().count("ada", Endpoint.PAGES).isOver()).isFalse();
    }

    @Test
    void it_is_counted_in_a_string_that_ends_with_the_window() {
        Limits limits = node("2/min");

        assertThat(limits.count("ada", Endpoint.STANDARD).remaining()).isEqualTo(1);
        assertThat(limits.count("ada", Endpoint.STANDARD).remaining()).isZero();
        Standing third = limits.count("ada", Endpoint.STANDARD);

        assertThat(third.isOver()).isTrue();
        assertThat(third.left()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(template.opsForValue().get("rate_limit:ada:standard")).isEqualTo("3");
        assertThat(template.getExpire("rate_limit:ada:standard")).isBetween(1L, 60L);
        // as if the minute was over
        template.expire("rate_limit:ada:standard", Duration.ofMillis(1));
        await().until(() -> !limits.count("ada", Endpoint.STANDARD).isOver());
    }

    @Test
    void a_counter_that_somebody_left_without_an_end_gets_one() {
        template.opsForValue().set("rate_limit:ada:standard", "7");

        Standing standing = node("2/min").count("ada", Endpoint.STANDARD);

        assertThat(standing.isOver()).isTrue();
        assertThat(template.getExpire("rate_limit:ada:standard")).isBetween(1L, 60L);
    }

    @Test
    void when_redis_is_stopped_each_node_counts_for_itself() {
        Limits one = node("3/min");
        Limits two = node("3/min");
        one.count("ada", Endpoint.STANDARD);
        redis.stop();

        for (Limits node : List.of(one, two)) {
            for (int i = 0; i < 3; i++) {
                assertThat(node.count("ada", Endpoint.STANDARD).isOver()).isFalse();
            }
            assertThat(node.count("ada", Endpoint.STANDARD).isOver()).isTrue();
            assertThat(node.count("ben", Endpoint.STANDARD).isOver()).isFalse();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(one.count("ada", Endpoint.STANDARD).isOver()).isFalse();
    }

    @Test
    void after_redis_lost_everything_a_new_window_begins() {
        Limits limits = node("1/min");
        limits.count("ada", Endpoint.STANDARD);
        assertThat(limits.count("ada", Endpoint.STANDARD).isOver()).isTrue();

        template.delete("rate_limit:ada:standard");

        assertThat(limits.count("ada", Endpoint.STANDARD).isOver()).isFalse();
    }

    private Limits node(String standard) {
        return new Limits(
                redis.connect(),
                new RedisPatience(clock),
                Bound.to(LimitsProperties.class, "automedia.limits.standard=" + standard),
                clock);
    }
}
