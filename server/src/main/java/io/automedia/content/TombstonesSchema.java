package io.automedia.content;

import static io.automedia.storage.IndexDefinition.index;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.util.List;
import org.springframework.stereotype.Component;

/// `tombstones`: which posts are gone, since when and why, without anything of what they said.
@Component
final class TombstonesSchema implements CollectionSchema {
    static final String COLLECTION = "tombstones";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index(
                        "platform_post",
                        "whether a post that comes again was deleted",
                        "platform",
                        1,
                        "platformId",
                        1,
                        "at",
                        -1),
                index("at", "derived indexes follow what was removed", "at", 1, "_id", 1));
    }
}
