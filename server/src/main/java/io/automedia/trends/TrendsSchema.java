package io.automedia.trends;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Shape;
import io.automedia.updates.PendingUpdate;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `trends`: what trends at each place, as it was counted last. `trends:{location}` in Redis is a copy of
/// it. A place where nothing was counted for a day is gone.
@Component
final class TrendsSchema implements CollectionSchema {
    static final String COLLECTION = "trends";

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public String purpose() {
        return "what trends at each place, as it was counted last";
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(index("kept", "lists are kept for a day", "at", 1).expiringAfter(Duration.ofDays(1)));
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(1, 80)),
                required("at", time()),
                required(
                        "items",
                        listOf(object(
                                required("name", text(1, 300)),
                                required("score", number()),
                                required("posts", count()),
                                required("authors", count()),
                                optional("change", number())))),
                optional(PendingUpdate.FIELD, PendingUpdate.SHAPE));
    }
}
