package io.automedia.platforms;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/// Platforms and what they stand on, without the connectors that we ship.
@EnableAutoConfiguration
@ComponentScan(
        basePackages = {
            "io.automedia.storage",
            "io.automedia.access",
            "io.automedia.cache",
            "io.automedia.updates",
            "io.automedia.jobs",
            "io.automedia.outgoing",
            "io.automedia.users",
            "io.automedia.limits",
            "io.automedia.media",
            "io.automedia.webhooks",
            "io.automedia.content",
            "io.automedia.platforms"
        },
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.automedia\\.platforms\\.[a-z]+\\..*"))
class PlatformsApplication {}
