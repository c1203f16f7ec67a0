package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.sessions.TwoFactorProperties.Who;
import io.automedia.testing.Bound;
import org.junit.jupiter.api.Test;

class TwoFactorPropertiesTests {
    @Test
    void nobody_has_to_have_a_second_factor_unless_told() {
        assertThat(Bound.to(TwoFactorProperties.class)).isEqualTo(new TwoFactorProperties(Who.NOBODY));
        assertThat(Bound.to(TwoFactorProperties.class, "automedia.two-factor.required-for=admin"))
                .isEqualTo(new TwoFactorProperties(Who.ADMIN));
    }
}
