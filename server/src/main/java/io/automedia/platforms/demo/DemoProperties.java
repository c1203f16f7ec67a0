package io.automedia.platforms.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the demo is played.
///
/// @param enabled whether this instance is a demo
/// @param speed how many times faster than written; 8 makes about twenty posts a minute
@ConfigurationProperties("automedia.demo")
public record DemoProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("8") double speed) {
    public DemoProperties {
        if (!(speed > 0 && speed <= 1_000)) {
            throw new IllegalArgumentException("automedia.demo.speed must be above 0 and at most 1000");
        }
    }
}
