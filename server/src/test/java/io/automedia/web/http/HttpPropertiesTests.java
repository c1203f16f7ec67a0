package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class HttpPropertiesTests {
    @Test
    void a_body_may_have_a_megabyte_unless_told() {
        assertThat(Bound.to(HttpProperties.class)).isEqualTo(new HttpProperties(DataSize.ofMegabytes(1)));
        assertThat(Bound.to(HttpProperties.class, "automedia.http.json-limit=64KB"))
                .isEqualTo(new HttpProperties(DataSize.ofKilobytes(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025MB"})
    void nothing_at_all_and_more_than_can_be_read_as_a_whole_are_refused(String limit) {
        assertThatThrownBy(() -> Bound.to(HttpProperties.class, "automedia.http.json-limit=" + limit))
                .hasRootCauseMessage("automedia.http.json-limit must be between one byte and 1GB");
    }
}
