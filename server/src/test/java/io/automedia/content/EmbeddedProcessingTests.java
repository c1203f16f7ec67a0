package io.automedia.content;

import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

class EmbeddedProcessingTests extends ProcessingContract {
    @Override
    ConfigurableApplicationContext start(Path folder) {
        return ContentApplication.start(folder, null);
    }
}
