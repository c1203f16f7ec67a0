package io.automedia.collections;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import io.automedia.updates.PendingUpdate;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `collectionRemovals` (ours): which collections were deleted lately, so that everybody who saw one is told.
@Component
final class CollectionRemovalsSchema implements CollectionSchema {
    static final String NAME = "collectionRemovals";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public String purpose() {
        return "which collections were deleted lately, so that everybody who saw one is told";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.keeping("collectionId", "collections"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(index("removed", "what was announced long ago goes", "removedAt", 1)
                .expiringAfter(Duration.ofDays(2)));
    }

    @Override
    public Shape shape() {
        return object(
                required("collectionId", id()),
                required("removedAt", time()),
                optional(PendingUpdate.FIELD, PendingUpdate.SHAPE));
    }
}
