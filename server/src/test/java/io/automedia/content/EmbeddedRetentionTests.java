package io.automedia.content;

import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

class EmbeddedRetentionTests extends RetentionContract {
    @Override
    ConfigurableApplicationContext start(Path folder) {
        return ContentApplication.start(folder, null, MASTODON);
    }
}
