package io.automedia.platforms;

import static io.automedia.storage.IndexDefinition.index;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.util.List;
import org.springframework.stereotype.Component;

/// `platformSources` (ours): what people monitor, and how far it has been fetched.
@Component
final class PlatformSourcesSchema implements CollectionSchema {
    static final String NAME = "platformSources";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("platform_value", "nothing is monitored twice", "platformId", 1, "kind", 1, "value", 1)
                        .asUnique(),
                index("due", "what waits to be fetched and what was abandoned", "dueAt", 1)
                        .asSparse(),
                index("user", "what a person monitors", "userId", 1),
                index("removed", "what can't be brought back any more", "removedAt", 1)
                        .asSparse());
    }

    @Override
    public boolean announces() {
        return true;
    }
}
