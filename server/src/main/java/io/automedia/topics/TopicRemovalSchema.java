package io.automedia.topics;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `topicRemovals` (ours): which topics were deleted lately, so that every node forgets them.
@Component
final class TopicRemovalSchema implements CollectionSchema {
    static final String NAME = "topicRemovals";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "which topics were deleted lately, so that every node forgets them";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.keeping("topicId", "topics"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(index("removed", "each node reads what was removed since it last looked", "removedAt", 1)
                .expiringAfter(Duration.ofDays(2)));
    }

    @Override
    public Shape shape() {
        return object(required("topicId", id()), required("removedAt", time()));
    }
}
