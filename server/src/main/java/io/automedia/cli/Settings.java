package io.automedia.cli;

import io.automedia.storage.ToolIndex;
import io.automedia.tls.TlsProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The few settings that a command needs before, or without, starting the application; read from the same places in the
/// same order.
record Settings(
        Path data,
        String host,
        String port,
        @Nullable String mongodbUri,
        String mongodbDatabase,
        Set<ToolIndex> mongodbToolIndexes,
        @Nullable String redisUri,
        @Nullable String embeddedKey,
        TlsProperties tls) {
    private static final int HIGHEST_PORT = 65_535;

    /// The port; fails with words when what is set is none.
    int portNumber() {
        try {
            int number = Integer.parseInt(port.strip());
            if (number >= 0 && number <= HIGHEST_PORT) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // as wrong as a number that is no port
        }
        throw new CommandFailure("AUTOMEDIA_PORT (automedia.port) can't be '" + port + "': it takes a number from 0 to "
                + HIGHEST_PORT + " (0 = any free one).");
    }

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
                environment.getProperty("automedia.port", "8080"),
                environment.getProperty("automedia.mongodb-uri"),
                environment.getProperty("automedia.mongodb-database", "automedia"),
                ToolIndex.wanted(
                        environment.getProperty("automedia.mongodb-text-index", Boolean.class, true),
                        environment.getProperty("automedia.mongodb-geo-index", Boolean.class, true)),
                environment.getProperty("automedia.redis-uri"),
                environment.getProperty("automedia.embedded-key"),
                Binder.get(environment).bindOrCreate("automedia.tls", TlsProperties.class));
    }
}
