package io.automedia.updates;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;

/// Storage and updates alone, without pages.
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({"io.automedia.storage", "io.automedia.updates"})
class UpdatesApplication {
    static ConfigurableApplicationContext start(Path data) {
        SpringApplication application = new SpringApplication(UpdatesApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context -> ((GenericApplicationContext) context).registerBean(Notes.class));
        return application.run(
                "--automedia.data=" + data,
                "--automedia.mongodb-uri=mongodb://127.0.0.1:27999/",
                "--automedia.mongodb-database=updates-" + UUID.randomUUID());
    }

    static void stop(ConfigurableApplicationContext context) {
        context.getBean(MongoDatabase.class).drop();
        context.close();
    }
}
