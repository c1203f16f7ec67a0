package io.automedia.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T13:34:12Z");

    @Test
    void beginsAtRoundTimesOfThePersonsClock() {
        Intervals intervals =
                Intervals.before(NOW, Duration.ofDays(7), Duration.ofHours(4), 6, ZoneId.of("Asia/Kolkata"));

        assertThat(intervals.count()).isEqualTo(42);
        assertThat(intervals.to()).isEqualTo("2026-11-20T14:30:00Z");
        assertThat(intervals.start(intervals.labelOffset())).isEqualTo("2026-11-13T18:30:00Z");
    }

    @Test
    void holdsItsEndInTheLastInterval() {
        Intervals intervals = Intervals.before(NOW, Duration.ofHours(1), Duration.ofMinutes(2), 5, ZoneId.of("UTC"));

        assertThat(intervals.indexOf(NOW)).isEqualTo(intervals.count() - 1);
        assertThat(intervals.indexOf(intervals.from().minusMillis(1))).isEqualTo(-1);
        assertThat(intervals.from()).isEqualTo("2026-11-20T12:36:00Z");
    }
}
