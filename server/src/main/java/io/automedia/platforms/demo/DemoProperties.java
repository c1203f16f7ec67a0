package io.automedia.platforms.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the demo is played.
///
/// @param enabled whether this instance is a demo
/// @param speed how many times faster than written; 8 makes about twenty posts a minute of our own story
/// @param from a file of posts to play instead of the story; null plays the story
@ConfigurationProperties("automedia.demo")
public record DemoProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("8") double speed,
        @Nullable Path from) {
    private static final double FASTEST = 100_000;

    public DemoProperties {
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("automedia.demo.speed must be above 0 and at most 100000");
        }
        from = from == null || from.toString().isBlank()
                ? null
                : from.toAbsolutePath().normalize();
    }

    /// What the demo's source is called: the story, or the file.
    String value() {
        return from == null ? DemoConnector.STORY : from.toString();
    }
}
