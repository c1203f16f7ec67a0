package io.automedia.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTests {
    private final SettableClock clock = SettableClock.atNoon();
    private final AtomicInteger done = new AtomicInteger();
    private final Pace pace = new Pace(clock);

    @Test
    void what_takes_long_is_done_seldom() {
        pace.run(() -> work(Duration.ofSeconds(3)));
        pace.run(() -> work(Duration.ZERO));
        clock.advance(Duration.ofSeconds(56));
        pace.run(() -> work(Duration.ZERO));
        assertThat(done).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        pace.run(() -> work(Duration.ZERO));
        pace.run(() -> work(Duration.ZERO));
        assertThat(done).hasValue(3);
    }

    @Test
    void what_takes_long_and_fails_is_done_seldom_too() {
        assertThatThrownBy(() -> pace.run(() -> {
                    work(Duration.ofSeconds(3));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        pace.run(() -> work(Duration.ZERO));
        assertThat(done).hasValue(1);
    }

    private void work(Duration takes) {
        done.incrementAndGet();
        clock.advance(takes);
    }
}
