package io.automedia.content;

import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Settings, and the sweep that removes for good what was deleted and what has expired.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentProperties.class)
class ContentConfiguration {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    @Bean
    LeasedLoop contentSweep(Leases leases, Removals removals) {
        return new LeasedLoop(leases, "content-sweep", SWEEP, () -> {
            boolean moreDeleted = removals.sweep();
            return removals.sweepExpired() || moreDeleted;
        });
    }
}
