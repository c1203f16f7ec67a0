package io.automedia.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class MediaPropertiesTests {
    @Test
    void defaults() {
        assertThat(Bound.to(MediaProperties.class))
                .isEqualTo(new MediaProperties(
                        DataSize.ofMegabytes(20),
                        DataSize.ofMegabytes(200),
                        50_000_000,
                        DataSize.ofGigabytes(2),
                        10_000,
                        Duration.ofHours(6)));
    }

    @Test
    void everySettingHasItsProperty() {
        assertThat(Bound.to(
                        MediaProperties.class,
                        "automedia.media.largest-picture=1MB",
                        "automedia.media.largest-film=2MB",
                        "automedia.media.most-pixels=3",
                        "automedia.media.quota-per-person=4MB",
                        "automedia.media.files-per-person=5",
                        "automedia.media.unfinished-after=1h"))
                .isEqualTo(new MediaProperties(
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(2),
                        3,
                        DataSize.ofMegabytes(4),
                        5,
                        Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "largest-picture=257MB",
                "largest-film=0",
                "most-pixels=0",
                "quota-per-person=0",
                "files-per-person=0",
                "unfinished-after=9m"
            })
    void whatCanNotBeIsRefused(String setting) {
        assertThatThrownBy(() -> Bound.to(MediaProperties.class, "automedia.media." + setting))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
}
