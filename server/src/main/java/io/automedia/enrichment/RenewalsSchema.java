package io.automedia.enrichment;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
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

/// `enrichmentRenewals` (ours): how far the posts have come that an older enrichment understood.
@Component
final class RenewalsSchema implements CollectionSchema {
    static final String NAME = "enrichmentRenewals";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "how far the posts have come that an older enrichment understood";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.keeping("after", "content"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(1, 100)),
                required("version", count()),
                optional("after", id()),
                required("looked", count()),
                required("outdated", count()),
                required("renewed", count()),
                required("startedAt", time()),
                optional("finishedAt", time()));
    }
}
