package io.automedia.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.testing.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditPropertiesTests {
    @Test
    void entries_are_kept_for_400_days_and_reads_are_none() {
        assertThat(Bound.to(AuditProperties.class)).isEqualTo(new AuditProperties(Duration.ofDays(400), false));
    }

    @Test
    void all_can_be_set() {
        assertThat(Bound.to(AuditProperties.class, "automedia.audit.keep=30d", "automedia.audit.reads=true"))
                .isEqualTo(new AuditProperties(Duration.ofDays(30), true));
    }

    @Test
    void what_would_remove_everything_at_once_is_refused() {
        assertThatThrownBy(() -> new AuditProperties(Duration.ofHours(23), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("automedia.audit.keep");
    }
}
