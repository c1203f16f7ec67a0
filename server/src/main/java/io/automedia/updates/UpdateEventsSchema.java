package io.automedia.updates;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.open;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `updateEvents`: what was announced to whom, in order, for seven days.
@Component
final class UpdateEventsSchema implements CollectionSchema {
    static final String NAME = "updateEvents";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what was announced to whom, in order, for seven days";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_sequence", "a person's events in order; no number twice", "userId", 1, "seq", 1)
                        .asUnique(),
                index("user_event", "an event is published once", "userId", 1, "eventKey", 1)
                        .asUnique(),
                index("kept", "events are kept for a while", "publishedAt", 1).expiringAfter(UpdateRepository.KEPT));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("seq", count()),
                required("eventKey", text()),
                required("type", text()),
                required("data", open()),
                required("timestamp", time()),
                optional("publishedAt", time()));
    }
}
