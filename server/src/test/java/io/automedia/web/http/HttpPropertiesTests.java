package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class HttpPropertiesTests {
    @Test
    void a_body_may_have_a_megabyte_unless_told() {
        assertThat(Bound.to(HttpProperties.class)).isEqualTo(new HttpProperties(DataSize.ofMegabytes(1)));
        assertThat(Bound.to(HttpProperties.class, "automedia.http.json-limit=64KB"))
                .isEqualTo(new HttpProperties(DataSize.ofKilobytes(64)));
    }

    @Test
    void nothing_at_all_is_refused() {
        assertThatThrownBy(() -> Bound.to(HttpProperties.class, "automedia.http.json-limit=0"))
                .hasRootCauseMessage("automedia.http.json-limit must be at least one byte");
    }
}
