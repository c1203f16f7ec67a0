package io.automedia.users;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// `users`: people with an account and how they want things.
@Component
final class UsersSchema implements CollectionSchema {
    static final String NAME = "users";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("email", "signing in; one account per address", "email", 1)
                        .asUnique(),
                IndexDefinition.index("created_at", "the newest accounts first", "createdAt", -1),
                IndexDefinition.index("subscription_status", "whose subscription ends", "subscription.status", 1),
                IndexDefinition.index("is_active", "counting active accounts", "isActive", 1));
    }

    @Override
    public Document jsonSchema() {
        return object(
                        "email",
                        text(3, 254),
                        "password",
                        text(59, 60),
                        "profile",
                        open(),
                        "preferences",
                        preferences(),
                        "settings",
                        open(),
                        "subscription",
                        open(),
                        "statistics",
                        open(),
                        "isActive",
                        type("bool"),
                        "isVerified",
                        type("bool"),
                        "role",
                        oneOf("user", "admin"),
                        "createdAt",
                        type("date"),
                        "updatedAt",
                        type("date"))
                .append("required", List.of("email", "password", "isActive", "isVerified", "role", "createdAt"));
    }

    private static Document preferences() {
        return object("language", text(2, 40), "theme", oneOf("light", "dark", "system"));
    }

    private static Document object(Object... properties) {
        Document all = new Document();
        for (int i = 0; i < properties.length; i += 2) {
            all.append((String) properties[i], properties[i + 1]);
        }
        return open().append("properties", all);
    }

    private static Document open() {
        return type("object");
    }

    private static Document type(String name) {
        return new Document("bsonType", name);
    }

    private static Document text(int shortest, int longest) {
        return type("string").append("minLength", shortest).append("maxLength", longest);
    }

    private static Document oneOf(String... values) {
        return new Document("enum", List.of(values));
    }
}
