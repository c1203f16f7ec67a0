package io.automedia.users;

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
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import java.util.Set;
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
    public String purpose() {
        return "people with an account and how they want things; `preferences.notifications`, `defaultAgent` and"
                + " `defaultAIModel` of `contentDefaults` and `features.betaAccess` are kept for what notifies and writes,"
                + " and nothing does yet";
    }

    @Override
    public Set<String> additions() {
        return Set.of(
                "role",
                "settings.apiKeys[]._id",
                "settings.limitsSet",
                "default_agent",
                "newest_of_role",
                "newest_of_plan",
                "newest_of_status",
                "newest_active",
                "preferences.contentDefaults.moderationStatus",
                "preferences.contentDefaults.retentionDays",
                "retention",
                "retention_due",
                "roles",
                "subscription_plan",
                "newest");
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<EncryptedField> encryptedFields() {
        return List.of(EncryptedField.inEach("settings.apiKeys", "key"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                IndexDefinition.index("email", "signing in; one account per address", "email", 1)
                        .asUnique(),
                IndexDefinition.index("created_at", "the newest accounts first", "createdAt", -1),
                IndexDefinition.newest("newest", "the list of accounts"),
                IndexDefinition.newest("newest_of_role", "those that run this instance", "role"),
                IndexDefinition.newest("newest_of_plan", "the list of those with one plan", "subscription.plan"),
                IndexDefinition.newest("newest_of_status", "those whose plan is over", "subscription.status"),
                IndexDefinition.newest("newest_active", "those that are closed, or open", "isActive"),
                IndexDefinition.index("subscription_status", "whose subscription ends", "subscription.status", 1),
                IndexDefinition.index("subscription_plan", "the accounts of one plan", "subscription.plan", 1),
                IndexDefinition.index("roles", "who runs this instance", "role", 1),
                IndexDefinition.index("is_active", "counting active accounts", "isActive", 1),
                IndexDefinition.index(
                                "default_agent",
                                "whose default agent goes",
                                "preferences.contentDefaults.defaultAgent",
                                1)
                        .asSparse(),
                IndexDefinition.index(
                                "retention_due",
                                "whose libraries are looked through for what is over",
                                "retention.dueAt",
                                1)
                        .asSparse());
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.clearing("preferences.contentDefaults.defaultAgent", "agents"));
    }

    @Override
    public Shape shape() {
        return object(
                required("email", text(3, 254)),
                required("password", text(10, 200)),
                optional("profile", profile()).byDefault(),
                optional("preferences", preferences()).byDefault(),
                optional("settings", settings()).byDefault(),
                optional("subscription", subscription()).byDefault(),
                optional("statistics", statistics()).byDefault(),
                required("isActive", truth()).byDefault(true),
                required("isVerified", truth()).byDefault(false),
                optional("role", oneOf("user", "admin")).byDefault("user"),
                optional(
                        "retention",
                        object(
                                required("dueAt", time()),
                                optional("began", time()),
                                optional("through", time()),
                                optional("item", id()))),
                createdAt(),
                updatedAt(),
                optional("__v", count()));
    }

    private static Shape profile() {
        return object(
                optional("firstName", text(0, 100)),
                optional("lastName", text(0, 100)),
                optional("avatar", text(0, 2_048)),
                optional("bio", text(0, 1_000)),
                optional("website", text(0, 2_048)),
                optional("location", text(0, 100)),
                optional("timezone", text(0, 100)));
    }

    private static Shape preferences() {
        Shape visibility = oneOf("public", "private");
        return object(
                optional("language", text(2, 40)).byDefault("en"),
                optional("theme", oneOf("light", "dark", "system")).byDefault("system"),
                optional(
                                "notifications",
                                object(
                                        optional("email", truth()).byDefault(true),
                                        optional("push", truth()).byDefault(false),
                                        optional("telegram", truth()).byDefault(false)))
                        .byDefault(),
                optional(
                                "privacy",
                                object(
                                        optional("profileVisibility", visibility)
                                                .byDefault("private"),
                                        optional("activityVisibility", visibility)
                                                .byDefault("private")))
                        .byDefault(),
                optional(
                                "contentDefaults",
                                object(
                                        optional("defaultAIModel", text(0, 100)),
                                        optional("defaultAgent", id()),
                                        optional("defaultPlatform", text(0, 100)),
                                        optional("moderationStatus", oneOf("approved", "pending")),
                                        optional("retentionDays", number(1, Preferences.MOST_DAYS))))
                        .byDefault());
    }

    private static Shape settings() {
        Shape apiKey = object(
                optional("_id", id()),
                required("provider", text(1, 100)),
                required("key", text(0, 20_000)),
                optional("label", text(0, 200)),
                required("isActive", truth()).byDefault(true),
                required("createdAt", time()).nowByDefault(),
                optional("lastUsed", time()));
        return object(
                optional("apiKeys", listOf(apiKey, 100)).byDefault(List.of()),
                optional(
                                "rateLimits",
                                object(
                                        optional("dailyGenerationLimit", count())
                                                .byDefault(100),
                                        optional("monthlyCollectionLimit", count())
                                                .byDefault(10_000)))
                        .byDefault(),
                optional(
                                "features",
                                object(
                                        optional("betaAccess", truth()).byDefault(false),
                                        optional("advancedAnalytics", truth()).byDefault(false)))
                        .byDefault(),
                optional("limitsSet", truth()));
    }

    private static Shape subscription() {
        return object(
                optional("plan", text(1, 50)).byDefault("free"),
                optional("status", text(1, 50)).byDefault("active"),
                optional("currentPeriodStart", time()),
                optional("currentPeriodEnd", time()),
                optional("cancelAtPeriodEnd", truth()).byDefault(false));
    }

    private static Shape statistics() {
        return object(
                optional("totalContentGenerated", count()).byDefault(0L),
                optional("totalContentCollected", count()).byDefault(0L),
                optional("totalTokensUsed", count()).byDefault(0L),
                optional("lastActivity", time()));
    }
}
