package io.automedia.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrendsPropertiesTests {
    @Test
    void defaults_and_settings_are_read() {
        assertThat(Bound.to(TrendsProperties.class)).isEqualTo(new TrendsProperties(Duration.ofSeconds(15), 3));
        assertThat(Bound.to(TrendsProperties.class, "automedia.trends.every=1m", "automedia.trends.min-authors=5"))
                .isEqualTo(new TrendsProperties(Duration.ofMinutes(1), 5));
    }

    @Test
    void what_would_tell_of_single_people_is_refused() {
        assertThatThrownBy(() -> Bound.to(TrendsProperties.class, "automedia.trends.min-authors=1"))
                .hasRootCauseMessage(
                        "automedia.trends.min-authors must be at least 2: what one person writes is not told to others");
        assertThatThrownBy(() -> Bound.to(TrendsProperties.class, "automedia.trends.every=0s"))
                .hasRootCauseMessage("automedia.trends.every must be positive");
    }
}
