package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisPatienceTests {
    private final SettableClock clock = SettableClock.atNoon();
    private final RedisPatience patience = new RedisPatience(clock);

    @Test
    void after_a_failure_it_is_left_alone_for_a_while() {
        fail();

        assertThat(patience.ask("test", () -> 1)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(patience.ask("test", () -> 2)).contains(2);
        assertThat(patience.ask("test", () -> 3)).contains(3);
    }

    @Test
    void one_tries_whether_it_is_there_again_and_nobody_waits_with_him() {
        fail();
        clock.advance(Duration.ofSeconds(5));

        Optional<Integer> tried = patience.ask("test", () -> {
            assertThat(patience.ask("test", () -> 1)).as("of another meanwhile").isEmpty();
            return 2;
        });

        assertThat(tried).contains(2);
        assertThat(patience.ask("test", () -> 3)).contains(3);
    }

    @Test
    void who_tries_in_vain_leaves_it_alone_again() {
        fail();
        clock.advance(Duration.ofSeconds(5));
        fail();

        clock.advance(Duration.ofSeconds(4));
        assertThat(patience.ask("test", () -> 1)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(patience.ask("test", () -> 1)).contains(1);
    }

    private void fail() {
        assertThat(patience.ask("test", () -> {
                    throw new IllegalStateException("away");
                }))
                .isEmpty();
    }
}
