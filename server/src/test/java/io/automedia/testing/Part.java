package io.automedia.testing;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// Starts a part of the application with real stores: the embedded one, or the server that
/// `AUTOMEDIA_TEST_MONGODB_URI` names, in a database of its own.
public final class Part implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Part(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Starts it.
    ///
    /// @param application a class that names the packages
    /// @param extra registers further beans
    /// @param properties as `automedia.jobs.workers=1`
    public static Part start(
            Class<?> application,
            Path data,
            WebApplicationType type,
            Consumer<GenericApplicationContext> extra,
            String... properties) {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(type);
        spring.addInitializers(context -> extra.accept((GenericApplicationContext) context));
        List<String> arguments = new ArrayList<>(
                List.of("--automedia.data=" + data, "--automedia.mongodb-database=test-" + UUID.randomUUID()));
        arguments.addAll(List.of("--server.port=0", "--server.shutdown=immediate", "--automedia.redis-timeout=1m"));
        @Nullable String server = System.getenv("AUTOMEDIA_TEST_MONGODB_URI");
        if (server != null && !server.isBlank()) {
            arguments.add("--automedia.mongodb-uri=" + server);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new Part(spring.run(arguments.toArray(String[]::new)));
    }

    /// One of its beans.
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// A setting as it turned out, such as `local.server.port`.
    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    @Override
    public void close() {
        context.getBean(MongoDatabase.class).drop();
        context.close();
    }
}
