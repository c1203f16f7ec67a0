package io.automedia.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateTests {
    @Test
    void a_rate_is_read_as_it_is_written() {
        assertThat(Rate.of("100/min")).isEqualTo(new Rate(100, Duration.ofMinutes(1)));
        assertThat(Rate.of(" 500 / h ")).isEqualTo(new Rate(500, Duration.ofHours(1)));
        assertThat(Rate.of("5/s")).isEqualTo(new Rate(5, Duration.ofSeconds(1)));
        assertThat(Rate.of("1000/d")).isEqualTo(new Rate(1000, Duration.ofDays(1)));
    }

    @Test
    void it_is_written_as_it_was_read() {
        assertThat(List.of("100/min", "500/h", "5/s", "1/d"))
                .allSatisfy(text -> assertThat(Rate.of(text)).hasToString(text));
    }

    @Test
    void what_is_no_rate_is_refused_with_an_example() {
        assertThat(List.of("", "100", "100/minute", "-1/min", "1.5/h", "min/100", "10000000000/s"))
                .allSatisfy(text -> assertThatThrownBy(() -> Rate.of(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("such as 100/min"));
        assertThatThrownBy(() -> Rate.of("0/min")).hasMessageContaining("must allow something");
    }
}
