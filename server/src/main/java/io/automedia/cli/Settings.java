package io.automedia.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The few settings that a command needs before, or without, starting the application; read from the same places in the
/// same order.
record Settings(
        Path data,
        String host,
        int port,
        @Nullable String mongodbUri,
        @Nullable String redisUri) {
    static Settings read(List<String> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(properties.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        org.springframework.boot.context.properties.source.ConfigurationPropertySources.attach(environment);
        return new Settings(
                Path.of(environment.getProperty("automedia.data", "./data"))
                        .toAbsolutePath()
                        .normalize(),
                environment.getProperty("automedia.host", "127.0.0.1"),
                environment.getProperty("automedia.port", Integer.class, 8080),
                environment.getProperty("automedia.mongodb-uri"),
                environment.getProperty("automedia.redis-uri"));
    }
}
