package io.automedia.storage;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.updatedAt;

import java.util.List;
import org.springframework.stereotype.Component;

/// `migrations` (ours): which changes of older documents were made, and how far the one that runs has come.
@Component
final class MigrationsSchema implements CollectionSchema {
    static final String NAME = "migrations";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "which changes of older documents were made, and how far the one that runs has come";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", count()),
                required("purpose", text(1, 500)),
                required("place", count()),
                optional("after", id()),
                required("looked", count()),
                required("changed", count()),
                required("startedAt", time()),
                updatedAt(),
                optional("finishedAt", time()));
    }
}
