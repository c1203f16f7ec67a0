package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.shared.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WaitingTests {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void anIntervalIsANumberAndAUnit() {
        assertThat(CollectionInterval.read("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(CollectionInterval.read("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(CollectionInterval.read("6h")).isEqualTo(Duration.ofHours(6));
        assertThat(CollectionInterval.read("1d")).isEqualTo(Duration.ofDays(1));
        assertThat(CollectionInterval.checked(" 7d ", MINUTE)).isEqualTo("7d");
        for (String wrong : new String[] {"", "5", "m", "5 m", "-5m", "59s", "8d", "0m", "1w", "99999999999m"}) {
            assertThatThrownBy(() -> CollectionInterval.checked(wrong, MINUTE))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void noWaitIsLongerThanSixHoursNorThanALongerInterval() {
        ObjectId id = new ObjectId();
        for (int attempt = 1; attempt < 200; attempt++) {
            assertThat(Backoff.after(attempt, 3, Duration.ofMinutes(5), id))
                    .isBetween(Duration.ofSeconds(12), Duration.ofMinutes(432));
        }
        assertThat(Backoff.after(100, 3, Duration.ofDays(7), id)).isGreaterThan(Duration.ofDays(5));
        assertThat(Backoff.after(1, 3, Duration.ofSeconds(1), id)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void sourcesAddedTogetherDriftApart() {
        assertThat(java.util.stream.Stream.generate(ObjectId::new)
                        .limit(20)
                        .map(id -> Backoff.interval(Duration.ofHours(1), id, 1))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    @Test
    void settingsHaveDefaultsAndAllCanBeSet() {
        assertThat(bound(Map.of()))
                .isEqualTo(new PlatformsProperties(
                        8, Duration.ofSeconds(30), 200, Duration.ofMinutes(1), Duration.ofHours(1)));
        assertThat(bound(Map.of(
                        "automedia.platforms.parallel", "2",
                        "automedia.platforms.lease", "5s",
                        "automedia.platforms.sources-per-person", "7",
                        "automedia.platforms.shortest-interval", "10s",
                        "automedia.platforms.restorable-for", "2h")))
                .isEqualTo(new PlatformsProperties(
                        2, Duration.ofSeconds(5), 7, Duration.ofSeconds(10), Duration.ofHours(2)));
    }

    private static PlatformsProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("automedia.platforms", PlatformsProperties.class);
    }
}
