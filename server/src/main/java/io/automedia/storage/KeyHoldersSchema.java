package io.automedia.storage;

import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.kms.KeyServices;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `keyHolders`: which nodes run, and which master keys each of them has.
@Component
final class KeyHoldersSchema implements CollectionSchema {
    static final String NAME = "keyHolders";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "which nodes run, and which master keys each of them has, by their ids";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("seen_at", "nodes that run; those that were killed are removed", "seenAt", 1)
                        .expiringAfter(Duration.ofHours(1)));
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(1, 100)),
                required("masterKeys", listOf(text(1, KeyServices.LONGEST_URI), 100)),
                required("place", text(1, 5_000)),
                required("seenAt", time()));
    }
}
