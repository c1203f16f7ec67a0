package io.automedia.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreTests {
    @Test
    void a_post_counts_less_the_older_it_is() {
        assertThat(Score.weight(Duration.ZERO)).isEqualTo(1);
        assertThat(Score.weight(Duration.ofMinutes(30))).isEqualTo(0.5);
        assertThat(Score.weight(Duration.ofHours(1))).isEqualTo(0.25);
        assertThat(Score.weight(Duration.ofSeconds(-5))).isEqualTo(1);
    }

    @Test
    void what_is_as_it_always_is_has_no_score() {
        assertThat(Score.of(evenly(1_000), 1_000)).isCloseTo(0, within(0.2));
        assertThat(Score.of(evenly(60), 60)).isCloseTo(0, within(0.2));
    }

    @Test
    void a_new_burst_beats_a_steady_giant_and_one_that_grows_by_a_twentieth() {
        double burst = Score.of(evenly(30), 0);

        assertThat(burst).isGreaterThan(15);
        assertThat(burst).isGreaterThan(Score.of(evenly(1_000), 1_000));
        assertThat(burst).isGreaterThan(Score.of(evenly(1_050), 1_000));
    }

    @Test
    void a_giant_that_doubles_beats_a_small_burst() {
        assertThat(Score.of(evenly(2_000), 1_000)).isGreaterThan(Score.of(evenly(10), 0));
    }

    /// So many authors, evenly over the hour.
    private static double evenly(int authors) {
        return IntStream.range(0, authors)
                .mapToObj(i -> Duration.ofHours(1).multipliedBy(2L * i + 1).dividedBy(2L * authors))
                .mapToDouble(Score::weight)
                .sum();
    }
}
