package io.automedia.content.links;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `linkPages` (ours): what the pages that posts link to said when they were asked.
@Component
final class LinkPagesSchema implements CollectionSchema {
    static final String NAME = "linkPages";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what the pages that posts link to are called, by a hash of the address, so that each is asked once";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(index("expiry", "what pages said is remembered for a week", "expiresAt", 1)
                .expiringAfter(Duration.ZERO));
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(64, 64)),
                optional("title", text(1, 300)),
                optional("description", text(1, 4_000)),
                required("attempts", count()),
                optional("askAgainAt", time()),
                required("expiresAt", time()));
    }
}
