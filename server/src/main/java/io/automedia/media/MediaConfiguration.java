package io.automedia.media;

import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Settings, and the sweep.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaProperties.class)
class MediaConfiguration {
    private static final Duration SWEEP = Duration.ofMinutes(5);

    @Bean
    LeasedLoop mediaSweepLoop(Leases leases, MediaSweep sweep) {
        return new LeasedLoop(leases, "media-sweep", SWEEP, sweep::step);
    }
}
