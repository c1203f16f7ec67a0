package io.automedia.platforms;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.textsByName;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import io.automedia.webhooks.Webhooks;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// `platforms`: people's connections. Its types are the schema's five and those that our connectors add.
@Component
final class PlatformsSchema implements CollectionSchema {
    static final String NAME = "platforms";

    /// The types that the schema names.
    static final List<String> TYPES = List.of("twitter", "xiaohongshu", "facebook", "instagram", "tiktok");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "people's connections to platforms; the values in config and the secrets of webhooks are encrypted";
    }

    @Override
    public Set<String> additions() {
        return Set.of("statistics.todayEnds", "today_ends");
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.allOf("config", Credentials.OPEN), Webhooks.SECRET);
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_type", "a person's connections, one of each type", "userId", 1, "type", 1)
                        .asUnique(),
                index("status", "connections that need care", "status", 1),
                index("type", "connections of one type", "type", 1),
                index("last_sync", "what was fetched last", "lastSync", -1),
                index("today_ends", "whose day is over", "statistics.todayEnds", 1)
                        .asSparse());
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("name", text(1, 100)),
                required("type", text(1, 40)),
                optional("config", textsByName(Credentials.LONGEST_STORED)).byDefault(),
                required("status", oneOf("active", "inactive", "error", "pending"))
                        .byDefault("pending"),
                optional(
                        "rateLimit",
                        object(
                                optional("limit", count()),
                                required("remaining", number()),
                                required("reset", time()),
                                optional("window", text(0, 100)))),
                optional("statistics", statistics()).byDefault(),
                optional("webhooks", listOf(webhook(), Webhooks.MOST)).byDefault(List.of()),
                required("settings", settings()).byDefault(),
                optional("lastSync", time()),
                createdAt(),
                updatedAt(),
                optional("__v", count()));
    }

    private static Shape statistics() {
        return object(
                optional("totalCollected", count()).byDefault(0L),
                optional("todayCollected", count()).byDefault(0L),
                optional(
                                "errors",
                                object(
                                        optional("count", count()).byDefault(0L),
                                        optional(
                                                "lastError",
                                                object(
                                                        required("message", text(0, 100_000)),
                                                        required("timestamp", time())))))
                        .byDefault(),
                optional("todayEnds", time()));
    }

    private static Shape webhook() {
        return object(
                required("id", text(1, 100)),
                required("url", text(1, Webhooks.LONGEST_URL)),
                optional("events", listOf(text(1, 100), 50)).byDefault(List.of()),
                required("secret", text(0, 10_000)),
                optional("isActive", truth()).byDefault(true),
                optional("createdAt", time()).nowByDefault());
    }

    private static Shape settings() {
        return object(
                optional("autoReconnect", truth()).byDefault(true),
                optional("retryAttempts", number(0, 10)).byDefault(3),
                required("collectionInterval", text(2, 6)).byDefault("5m"),
                optional("includeRetweets", truth()).byDefault(false),
                optional("includeReplies", truth()).byDefault(false));
    }
}
