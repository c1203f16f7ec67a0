package io.automedia.content;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;

/// Content and what it stands on, without pages.
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({
    "io.automedia.storage",
    "io.automedia.access",
    "io.automedia.cache",
    "io.automedia.updates",
    "io.automedia.jobs",
    "io.automedia.outgoing",
    "io.automedia.users",
    "io.automedia.limits",
    "io.automedia.media",
    "io.automedia.content"
})
class ContentApplication {
    /// @param mongodbUri a server; null for the embedded store
    static ConfigurableApplicationContext start(Path data, @Nullable String mongodbUri, String... more) {
        SpringApplication application = new SpringApplication(ContentApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context -> ((GenericApplicationContext) context).registerBean(Meanwhile.class));
        List<String> arguments = new ArrayList<>(List.of(
                "--automedia.data=" + data,
                "--automedia.mongodb-database=content-" + UUID.randomUUID(),
                "--automedia.redis-timeout=1m",
                "--logging.level.root=WARN"));
        if (mongodbUri != null) {
            arguments.add("--automedia.mongodb-uri=" + mongodbUri);
        }
        arguments.addAll(List.of(more));
        return application.run(arguments.toArray(String[]::new));
    }

    static void stop(ConfigurableApplicationContext context) {
        context.getBean(MongoDatabase.class).drop();
        context.close();
    }
}
