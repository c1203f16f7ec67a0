package io.automedia.storage;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.bytes;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.open;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `idempotencyKeys` (ours): how requests that may be repeated were answered the first time.
@Component
final class FirstAnswersSchema implements CollectionSchema {
    static final String NAME = "idempotencyKeys";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "how requests that may be repeated were answered the first time";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("expiry", "answers are kept for a day", "expiresAt", 1).expiringAfter(Duration.ZERO),
                index("owner", "what a person leaves behind", "userId", 1));
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(1, 500)),
                required("userId", id()),
                required("attempt", id()),
                required("busyUntil", time()),
                required("expiresAt", time()),
                optional("fingerprint", text()),
                optional("status", number(100, 599)),
                optional("headers", open()),
                optional("body", bytes()));
    }
}
