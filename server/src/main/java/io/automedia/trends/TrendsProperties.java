package io.automedia.trends;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How trends are counted.
///
/// @param every how often; more seldom where counting takes long
/// @param minAuthors a name with fewer authors in the last hour is no trend, and is told to nobody
@ConfigurationProperties("automedia.trends")
record TrendsProperties(
        @DefaultValue("15s") Duration every,
        @DefaultValue("3") int minAuthors) {
    TrendsProperties {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("automedia.trends.every must be positive");
        }
        if (minAuthors < 2) {
            throw new IllegalArgumentException(
                    "automedia.trends.min-authors must be at least 2: what one person writes is not told to others");
        }
    }
}
