package io.automedia.platforms;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How posts are collected.
///
/// @param parallel fetches at a time on this node; 0 leaves them to other nodes
/// @param lease how long a node may give no sign of life before its fetches go to another one
/// @param sourcesPerPerson the most that one person can monitor
/// @param shortestInterval the shortest collection interval that can be set
/// @param restorableFor how long a person can take the removal of a source back
@ConfigurationProperties("automedia.platforms")
record PlatformsProperties(
        @DefaultValue("8") int parallel,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("200") int sourcesPerPerson,
        @DefaultValue("1m") Duration shortestInterval,
        @DefaultValue("1h") Duration restorableFor) {
    PlatformsProperties {
        if (parallel < 0 || lease.toMillis() < 100 || sourcesPerPerson < 1 || shortestInterval.toSeconds() < 1) {
            throw new IllegalArgumentException("automedia.platforms: parallel must not be negative, lease at least"
                    + " 100ms, sources-per-person at least 1, shortest-interval at least 1s");
        }
    }
}
