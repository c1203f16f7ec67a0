package io.automedia.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How posts are kept.
///
/// @param sharing whether topics may match what other people of this instance collected
/// @param restorableFor how long a deletion can be taken back
@ConfigurationProperties("automedia.content")
record ContentProperties(
        @DefaultValue("private") Sharing sharing,
        @DefaultValue("1h") Duration restorableFor) {
    ContentProperties {
        if (restorableFor.isNegative()) {
            throw new IllegalArgumentException("automedia.content.restorable-for must not be negative");
        }
    }
}
