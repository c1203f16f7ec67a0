package io.automedia.activity;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.open;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `activities`: what people did, for 90 days. It is the truth of which `activity:{userId}` in Redis is a
/// copy.
@Component
final class ActivitiesSchema implements CollectionSchema {
    static final String COLLECTION = "activities";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public String purpose() {
        return "what people did and what happened to their things, for 90 days";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("newest", "a person's activity, newest first", "userId", 1, "at", -1, "_id", -1),
                index("kept", "activity is kept for a while", "at", 1).expiringAfter(ActivityRepository.KEPT));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("type", text(1, 100)),
                required("data", open()),
                required("at", time()));
    }
}
