package io.automedia.jobs;

import static io.automedia.storage.IndexDefinition.index;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.util.List;
import org.springframework.stereotype.Component;

/// `jobs`: what is to be done, is being done, and became of it.
@Component
final class JobsSchema implements CollectionSchema {
    static final String NAME = "jobs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("due", "workers find what waits and what was abandoned", "dueAt", 1)
                        .asSparse(),
                index("owner_newest", "a person's jobs, the newest first", "userId", 1, "createdAt", -1, "_id", -1));
    }

    @Override
    public boolean announces() {
        return true;
    }
}
