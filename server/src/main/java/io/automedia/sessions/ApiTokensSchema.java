package io.automedia.sessions;

import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
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

/// `apiTokens`: the tokens that people made for their programs.
@Component
final class ApiTokensSchema implements CollectionSchema {
    static final String NAME = "apiTokens";

    /// So long people see in their list that it has expired.
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(30);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "the tokens that people made for their programs; only their hashes";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("user", "a person's tokens", "userId", 1, "createdAt", -1, "_id", -1),
                IndexDefinition.index("expires_at", "expired tokens are removed", "expiresAt", 1)
                        .expiringAfter(KEPT_AFTER_THE_END));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("name", text(1, ApiTokens.LONGEST_NAME)),
                required("hash", text(64, 64)),
                required("ending", text(4, 4)),
                required("scope", oneOf("read", "write", "admin")),
                optional("lastUsedAt", time()),
                optional("expiresAt", time()),
                required("createdAt", time()));
    }
}
