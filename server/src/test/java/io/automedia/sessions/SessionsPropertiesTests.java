package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsPropertiesTests {
    @Test
    void the_grace_is_ten_seconds_and_a_key_signs_for_ninety_days_unless_told() {
        assertThat(Bound.to(SessionsProperties.class))
                .isEqualTo(new SessionsProperties(Duration.ofSeconds(10), Duration.ofDays(90)));
        assertThat(Bound.to(
                        SessionsProperties.class,
                        "automedia.sessions.refresh-grace=0s",
                        "automedia.sessions.rotate-signing-key-after=7d"))
                .isEqualTo(new SessionsProperties(Duration.ZERO, Duration.ofDays(7)));
    }

    @Test
    void a_grace_in_which_a_thief_could_live_is_refused() {
        assertThatThrownBy(() -> Bound.to(SessionsProperties.class, "automedia.sessions.refresh-grace=61s"))
                .hasRootCauseMessage("automedia.sessions.refresh-grace must be between 0s and 60s");
        assertThatThrownBy(() -> Bound.to(SessionsProperties.class, "automedia.sessions.refresh-grace=-1s"))
                .hasRootCauseMessage("automedia.sessions.refresh-grace must be between 0s and 60s");
    }

    @Test
    void keys_that_would_pile_up_are_refused() {
        assertThatThrownBy(() -> Bound.to(SessionsProperties.class, "automedia.sessions.rotate-signing-key-after=1h"))
                .hasRootCauseMessage("automedia.sessions.rotate-signing-key-after must be 1d or more, or 0");
    }
}
