package io.automedia.content;

import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Settings, and the sweep that has posts follow what is set about how long they are kept, and removes
/// for good what was deleted and what has expired.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentProperties.class)
class ContentConfiguration {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    @Bean
    LeasedLoop contentSweep(Leases leases, PlatformRetention platforms, OwnersRetention owners, Removals removals) {
        return new LeasedLoop(leases, "content-sweep", SWEEP, () -> {
            boolean moreDeleted = removals.sweep();
            // what a new rule spares must not go by an older one
            if (platforms.apply()) {
                return true;
            }
            boolean moreOver = owners.sweep();
            return removals.sweepExpired() || moreDeleted || moreOver;
        });
    }
}
