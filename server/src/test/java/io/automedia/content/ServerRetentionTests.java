package io.automedia.content;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.context.ConfigurableApplicationContext;

@EnabledIfEnvironmentVariable(named = "AUTOMEDIA_TEST_MONGODB_URI", matches = "mongodb.*")
class ServerRetentionTests extends RetentionContract {
    @Override
    ConfigurableApplicationContext start(Path folder) {
        return ContentApplication.start(folder, System.getenv("AUTOMEDIA_TEST_MONGODB_URI"), MASTODON);
    }
}
