package io.automedia.sessions;

import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// `sessions`: who is signed in where.
@Component
final class SessionsSchema implements CollectionSchema {
    static final String NAME = "sessions";
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(7);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "who is signed in where";
    }

    @Override
    public Set<String> additions() {
        return Set.of("refreshKey", "formerRefreshTokens", "exchange", "authenticatedAt", "proof");
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("token", "no token opens two sessions", "token", 1)
                        .asUnique(),
                IndexDefinition.index("user", "a person's sessions", "userId", 1),
                IndexDefinition.index("is_active", "counting open sessions", "isActive", 1),
                IndexDefinition.index("expires_at", "ended sessions are removed", "expiresAt", 1)
                        .expiringAfter(KEPT_AFTER_THE_END));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("token", text(1, 200)),
                optional("refreshToken", text(1, 200)),
                optional("refreshKey", text(1, 200)),
                optional("formerRefreshTokens", listOf(text(1, 200), 50)),
                optional(
                        "exchange",
                        object(
                                required("former", text(1, 200)),
                                optional("formerAccess", text(1, 200)),
                                required("secret", text(0, 20_000)),
                                required("keyId", text(1, 200)),
                                optional("client", text(1, 100)),
                                required("at", time()))),
                optional("userAgent", text(0, 1_000)),
                optional("ipAddress", text(1, 100)),
                optional("location", location()),
                optional(
                        "deviceInfo",
                        object(
                                optional("type", text(1, 100)),
                                optional("os", text(1, 100)),
                                optional("browser", text(1, 100)))),
                required("isActive", truth()).byDefault(true),
                required("lastActivity", time()).nowByDefault(),
                required("expiresAt", time()),
                optional("authenticatedAt", time()),
                optional("proof", oneOf("password", "code", "link", "passkey", "provider")),
                createdAt());
    }

    private static Shape location() {
        return object(
                optional("country", text(0, 200)),
                optional("city", text(0, 200)),
                optional("coordinates", object(required("lat", number(-90, 90)), required("lng", number(-180, 180)))));
    }
}
