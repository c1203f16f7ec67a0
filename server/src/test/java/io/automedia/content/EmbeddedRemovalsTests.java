package io.automedia.content;

import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

class EmbeddedRemovalsTests extends RemovalsContract {
    @Override
    ConfigurableApplicationContext start(Path folder) {
        return ContentApplication.start(folder, null);
    }
}
