package io.automedia.limits;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.numbersByName;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// `usage` (ours): what each person used of his quotas in each month and day, and what he did on each day.
@Component
final class UsageSchema implements CollectionSchema {
    static final String NAME = "usage";

    /// A year can be compared with the one before it.
    static final Duration KEPT = Duration.ofDays(800);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what people used of their quotas, by month and day, and what they did on each day";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_period", "one count for each period; a person's days", "userId", 1, "period", 1)
                        .asUnique(),
                index("expiry", "periods are kept for two years", "expiresAt", 1)
                        .expiringAfter(Duration.ZERO));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("period", text(7, 10)),
                required("taken", count()),
                optional("collected", count()),
                optional("generated", count()),
                optional("tokens", count()),
                optional("platforms", numbersByName()),
                required("expiresAt", time()));
    }
}
