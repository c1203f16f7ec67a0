package io.automedia.topics;

import static io.automedia.storage.IndexDefinition.index;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.util.List;
import org.springframework.stereotype.Component;

/// `topics`: people's standing questions.
@Component
final class TopicSchema implements CollectionSchema {
    static final String NAME = "topics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_name", "a person's topics by name, no two alike", "userId", 1, "name", 1)
                        .asUnique(),
                index("user_category", "a person's topics of one category", "userId", 1, "category", 1),
                index("user_active", "a person's topics that are on", "userId", 1, "isActive", 1),
                index("user_weight", "a person's topics, most important first", "userId", 1, "weight", -1),
                index("category", "topics of one category", "category", 1),
                index("active", "all topics to be held in memory", "isActive", 1),
                index("changes", "ours: each node reads what changed since it last looked", "updatedAt", 1, "_id", 1));
    }
}
