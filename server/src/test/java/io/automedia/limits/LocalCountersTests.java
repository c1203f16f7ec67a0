package io.automedia.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalCountersTests {
    private final SettableClock clock = SettableClock.atNoon();
    private final LocalCounters counters = new LocalCounters(clock);
    private final Rate rate = Rate.of("3/min");

    @Test
    void a_window_begins_with_the_first_and_ends() {
        assertThat(count("ada").used()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(59));
        assertThat(count("ada").used()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(count("ada").used()).isEqualTo(1);
    }

    @Test
    void however_many_come_it_counts_so_many_and_forgets_those_who_did_least() {
        for (int i = 0; i < 5; i++) {
            count("often");
        }
        for (int i = 0; i < 3 * LocalCounters.MOST; i++) {
            count("once " + i);
        }

        assertThat(counters.size()).isLessThanOrEqualTo(LocalCounters.MOST);
        assertThat(count("often").used()).isEqualTo(6);
    }

    private Standing count(String who) {
        return counters.count(who, Endpoint.STANDARD, rate);
    }
}
