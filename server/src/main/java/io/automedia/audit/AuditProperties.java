package io.automedia.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much is written into the audit trail, and for how long.
///
/// @param keep how long entries are kept
/// @param reads whether it is written, too, who looked at what
@ConfigurationProperties("automedia.audit")
record AuditProperties(
        @DefaultValue("400d") Duration keep,
        @DefaultValue("false") boolean reads) {
    private static final Duration SHORTEST = Duration.ofDays(1);

    AuditProperties {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("automedia.audit.keep must be at least 1d");
        }
    }
}
