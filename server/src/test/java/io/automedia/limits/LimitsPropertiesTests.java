package io.automedia.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import org.junit.jupiter.api.Test;

class LimitsPropertiesTests {
    @Test
    void the_rates_are_those_of_the_product_unless_told() {
        assertThat(Bound.to(LimitsProperties.class))
                .isEqualTo(new LimitsProperties(
                        Rate.of("100/min"),
                        Rate.of("10/min"),
                        Rate.of("500/h"),
                        Rate.of("100/min"),
                        Rate.of("10/min"),
                        Rate.of("60/min"),
                        Rate.of("100/h"),
                        Rate.of("20/h"),
                        Rate.of("1000/min")));
    }

    @Test
    void every_rate_is_read_and_used_for_its_endpoint() {
        LimitsProperties read = Bound.to(
                LimitsProperties.class,
                "automedia.limits.standard=1/s",
                "automedia.limits.generation=2/s",
                "automedia.limits.collection=3/s",
                "automedia.limits.websocket=4/s",
                "automedia.limits.login=5/s",
                "automedia.limits.login-network=8/s",
                "automedia.limits.login-account=9/s",
                "automedia.limits.mail=7/s",
                "automedia.limits.pages=6/s");
        assertThat(Endpoint.values())
                .extracting(endpoint -> endpoint.key() + " " + read.of(endpoint).times())
                .containsExactly(
                        "standard 1",
                        "generation 2",
                        "collection 3",
                        "websocket 4",
                        "login 5",
                        "login_network 8",
                        "login_account 9",
                        "mail 7",
                        "pages 6");
    }

    @Test
    void what_is_no_rate_stops_the_start() {
        assertThatThrownBy(() -> Bound.to(LimitsProperties.class, "automedia.limits.standard=many"))
                .hasRootCauseMessage(
                        "\"many\" is no rate: write a number, a slash and s, min, h or d, such as 100/min");
    }
}
