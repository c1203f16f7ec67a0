package io.automedia.platforms;

import static io.automedia.storage.IndexDefinition.index;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// `platforms`: people's connections. Its types are the schema's five and those that our connectors add.
@Component
final class PlatformsSchema implements CollectionSchema {
    static final String NAME = "platforms";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_type", "a person's connections, one of each type", "userId", 1, "type", 1)
                        .asUnique(),
                index("status", "connections that need care", "status", 1),
                index("type", "connections of one type", "type", 1),
                index("last_sync", "what was fetched last", "lastSync", -1),
                index("today_ends", "ours: whose day is over", "statistics.todayEnds", 1)
                        .asSparse());
    }

    @Override
    public Document jsonSchema() {
        Document properties = new Document("userId", type("objectId"))
                .append("name", type("string").append("minLength", 1).append("maxLength", 100))
                .append("type", type("string").append("pattern", "^[a-z][a-z0-9-]{1,39}$"))
                .append("config", type("object"))
                .append("status", new Document("enum", List.of("active", "inactive", "error", "pending")))
                .append("webhooks", type("array"))
                .append("createdAt", type("date"))
                .append("updatedAt", type("date"));
        return type("object")
                .append("properties", properties)
                .append("required", List.of("userId", "name", "type", "status", "settings", "createdAt"));
    }

    private static Document type(String name) {
        return new Document("bsonType", name);
    }
}
