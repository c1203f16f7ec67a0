package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsPropertiesTests {
    @Test
    void the_grace_is_ten_seconds_unless_told() {
        assertThat(Bound.to(SessionsProperties.class)).isEqualTo(new SessionsProperties(Duration.ofSeconds(10)));
        assertThat(Bound.to(SessionsProperties.class, "automedia.sessions.refresh-grace=0s"))
                .isEqualTo(new SessionsProperties(Duration.ZERO));
    }

    @Test
    void a_grace_in_which_a_thief_could_live_is_refused() {
        assertThatThrownBy(() -> Bound.to(SessionsProperties.class, "automedia.sessions.refresh-grace=61s"))
                .hasRootCauseMessage("automedia.sessions.refresh-grace must be between 0s and 60s");
        assertThatThrownBy(() -> Bound.to(SessionsProperties.class, "automedia.sessions.refresh-grace=-1s"))
                .hasRootCauseMessage("automedia.sessions.refresh-grace must be between 0s and 60s");
    }
}
