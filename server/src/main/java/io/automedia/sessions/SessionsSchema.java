package io.automedia.sessions;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
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
    public Document jsonSchema() {
        return new Document("bsonType", "object")
                .append("required", List.of("userId", "token", "isActive", "lastActivity", "expiresAt", "createdAt"))
                .append(
                        "properties",
                        new Document("userId", type("objectId"))
                                .append("token", type("string"))
                                .append("refreshToken", type("string"))
                                .append("isActive", type("bool"))
                                .append("lastActivity", type("date"))
                                .append("expiresAt", type("date"))
                                .append("createdAt", type("date")));
    }

    private static Document type(String name) {
        return new Document("bsonType", name);
    }
}
