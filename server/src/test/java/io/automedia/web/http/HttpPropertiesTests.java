package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class HttpPropertiesTests {
    @Test
    void a_body_may_have_a_megabyte_unless_told() {
        assertThat(Bound.to(HttpProperties.class)).isEqualTo(new HttpProperties(DataSize.ofMegabytes(1), List.of()));
        assertThat(Bound.to(HttpProperties.class, "automedia.http.json-limit=64KB"))
                .isEqualTo(new HttpProperties(DataSize.ofKilobytes(64), List.of()));
    }

    @Test
    void sites_are_named_by_their_scheme_and_host() {
        assertThat(Bound.to(
                                HttpProperties.class,
                                "automedia.http.cors-origins=https://App.example.org, http://localhost:3000,")
                        .corsOrigins())
                .containsExactly("https://app.example.org", "http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example.org",
                "app.example.org",
                "https://app.example.org/",
                "https://user@app.example.org",
                "ftp://app.example.org"
            })
    void what_is_no_site_is_named(String origin) {
        assertThatThrownBy(() -> Bound.to(HttpProperties.class, "automedia.http.cors-origins=" + origin))
                .hasRootCauseMessage("automedia.http.cors-origins takes sites such as https://app.example.org, and"
                        + " not '" + origin + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025MB"})
    void nothing_at_all_and_more_than_can_be_read_as_a_whole_are_refused(String limit) {
        assertThatThrownBy(() -> Bound.to(HttpProperties.class, "automedia.http.json-limit=" + limit))
                .hasRootCauseMessage("automedia.http.json-limit must be between one byte and 1GB");
    }
}
