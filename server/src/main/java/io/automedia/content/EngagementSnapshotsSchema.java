package io.automedia.content;

import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.numbersByName;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `engagementSnapshots`: how counters grew. The id begins with the post's, so the history of a post is a
/// range of ids and needs no index.
@Component
final class EngagementSnapshotsSchema implements CollectionSchema {
    static final String COLLECTION = "engagementSnapshots";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public String purpose() {
        return "how the counters of posts grew: a row for each minute in which one changed";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.cascading("contentId", "content"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(25, 60)),
                required("contentId", id()),
                required("at", time()),
                required("engagement", numbersByName()));
    }
}
