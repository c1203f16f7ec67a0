package io.automedia.updates;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `updateCounters`: the last number given to a person's events, which outlives the events.
@Component
final class UpdateCountersSchema implements CollectionSchema {
    static final String NAME = "updateCounters";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the last number given to a person's events, which outlives the events";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("_id", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(required("seq", count()));
    }
}
