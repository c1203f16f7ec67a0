package io.automedia.platforms;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
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

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import java.util.Set;
import org.bson.Document;
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
        return "people's connections to platforms; the values in config are encrypted";
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
    public Document jsonSchema() {
        return object(
                        required("userId", id()),
                        required("name", text(1, 100)),
                        required("type", text(1, 40)),
                        optional("config", textsByName()),
                        required("status", oneOf("active", "inactive", "error", "pending")),
                        optional(
                                "rateLimit",
                                object(
                                        optional("limit", count()),
                                        required("remaining", number()),
                                        required("reset", time()),
                                        optional("window", text()))),
                        optional("statistics", statistics()),
                        optional("webhooks", listOf(webhook(), 100)),
                        required("settings", settings()),
                        optional("lastSync", time()),
                        required("createdAt", time()),
                        required("updatedAt", time()),
                        optional("__v", count()))
                .toJsonSchema();
    }

    private static Shape statistics() {
        return object(
                optional("totalCollected", count()),
                optional("todayCollected", count()),
                optional(
                        "errors",
                        object(
                                optional("count", count()),
                                optional(
                                        "lastError",
                                        object(required("message", text()), required("timestamp", time()))))),
                optional("todayEnds", time()));
    }

    private static Shape webhook() {
        return object(
                required("id", text(1, 100)),
                required("url", text(1, 2_048)),
                optional("events", listOf(text(1, 100), 50)),
                required("secret", text()),
                optional("isActive", truth()),
                optional("createdAt", time()));
    }

    private static Shape settings() {
        return object(
                optional("autoReconnect", truth()),
                optional("retryAttempts", number(0, 10)),
                required("collectionInterval", text(2, 6)),
                optional("includeRetweets", truth()),
                optional("includeReplies", truth()));
    }
}
