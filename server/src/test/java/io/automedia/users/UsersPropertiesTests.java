package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import org.junit.jupiter.api.Test;

class UsersPropertiesTests {
    @Test
    void anybody_may_register_unless_told() {
        assertThat(Bound.to(UsersProperties.class))
                .isEqualTo(new UsersProperties(UsersProperties.Policy.OPEN, 12, false));
    }

    @Test
    void every_setting_is_read() {
        assertThat(Bound.to(
                        UsersProperties.class,
                        "automedia.registration=closed",
                        "automedia.password-cost=10",
                        "automedia.check-addresses=true"))
                .isEqualTo(new UsersProperties(UsersProperties.Policy.CLOSED, 10, true));
    }

    @Test
    void a_cost_that_is_too_cheap_or_takes_minutes_is_refused() {
        assertThatThrownBy(() -> Bound.to(UsersProperties.class, "automedia.password-cost=3"))
                .hasRootCauseMessage("automedia.password-cost must be between 4 and 16");
        assertThatThrownBy(() -> Bound.to(UsersProperties.class, "automedia.password-cost=17"))
                .hasRootCauseMessage("automedia.password-cost must be between 4 and 16");
    }
}
