package io.automedia.collections;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.IndexDefinition.newest;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.numbersByName;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;
import static io.automedia.storage.Shape.value;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// `collections`: what people keep together, and with whom they share it.
@Component
final class CollectionsSchema implements CollectionSchema {
    static final String NAME = "collections";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public String purpose() {
        return "posts that people keep together, and with whom they share them";
    }

    @Override
    public Set<String> additions() {
        return Set.of(
                "pendingUpdates",
                "pendingNotes",
                "pending_notes",
                "grants",
                "grants_email",
                "grants_user",
                "user_created",
                "user_changed",
                "shared_created",
                "shared_changed",
                "public_created",
                "public_changed");
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("user_name", "a person's collections by name, no two alike", "userId", 1, "name", 1)
                        .asUnique(),
                index("user_type", "a person's collections of one type", "userId", 1, "type", 1),
                index(
                        "user_public",
                        "as the schema has it; settings.isPublic is the field",
                        "userId",
                        1,
                        "isPublic",
                        1),
                index("type", "collections that fill themselves", "type", 1),
                index("created", "the newest collections", "createdAt", -1),
                newest("user_created", "a person's list, newest first", "userId"),
                index("user_changed", "a person's list, latest change first", "userId", 1, "updatedAt", -1, "_id", -1),
                newest("shared_created", "what is shared with a person, newest first", "permissions.userId"),
                index(
                        "shared_changed",
                        "what is shared with a person, latest change first",
                        "permissions.userId",
                        1,
                        "updatedAt",
                        -1,
                        "_id",
                        -1),
                index("grants_email", "what waits for an address", "grants.email", 1)
                        .asSparse(),
                index("grants_user", "what was given to a person by his addresses", "grants.userId", 1)
                        .asSparse(),
                index(
                                "pending_notes",
                                "what is not noted yet in anybody's activity, in order",
                                "pendingNotes.at",
                                1,
                                "_id",
                                1)
                        .where(new Document("pendingNotes.at", new Document("$gt", Date.from(Instant.EPOCH)))),
                newest("public_created", "what everybody may see, newest first", "settings.isPublic"),
                index(
                        "public_changed",
                        "what everybody may see, latest change first",
                        "settings.isPublic",
                        1,
                        "updatedAt",
                        -1,
                        "_id",
                        -1));
    }

    @Override
    public List<Reference> references() {
        return List.of(
                Reference.cascading("userId", "users"),
                Reference.clearing("permissions[].userId", "users"),
                Reference.clearing("grants[].userId", "users"),
                Reference.clearing("pendingNotes[].userId", "users"));
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("name", text(1, 100)),
                optional("description", text(0, 1_000)),
                required("type", oneOf("manual", "auto", "smart")).byDefault("manual"),
                optional("rules", rules()),
                optional("settings", settings()).byDefault(),
                optional("statistics", statistics()).byDefault(),
                optional("permissions", listOf(permission(), CollectionDraft.MOST_PERMISSIONS))
                        .byDefault(List.of()),
                optional("grants", listOf(grant(), CollectionDraft.MOST_PERMISSIONS)),
                optional("tags", listOf(text(1, 100), CollectionDraft.MOST_TAGS))
                        .byDefault(List.of()),
                optional("color", text(1, 40)),
                optional("icon", text(1, 100)),
                createdAt(),
                updatedAt(),
                optional("__v", count()),
                optional(PendingNote.FIELD, PendingNote.SHAPE),
                optional(PendingUpdate.FIELD, PendingUpdate.SHAPE));
    }

    private static Shape rules() {
        return object(
                optional(
                        "criteria",
                        listOf(
                                object(
                                        required("field", text(1, 200)),
                                        required("operator", text(1, 40)),
                                        required("value", value())),
                                CollectionDraft.MOST_CRITERIA)),
                optional(
                        "conditions",
                        object(
                                optional("minEngagement", numbersByName()),
                                optional("dateRange", object(optional("from", time()), optional("to", time()))))),
                optional("autoAdd", truth()).byDefault(false),
                optional("autoRemove", truth()).byDefault(false));
    }

    private static Shape settings() {
        return object(
                optional("isPublic", truth()).byDefault(false),
                optional("allowSharing", truth()).byDefault(true),
                optional("sortCriteria", oneOf("createdAt", "addedAt", "position"))
                        .byDefault("createdAt"),
                optional("sortOrder", oneOf("asc", "desc")).byDefault("desc"),
                optional("maxItems", number(1, CollectionDraft.MOST_ITEMS)).byDefault(1_000));
    }

    private static Shape statistics() {
        return object(
                optional("itemCount", count()).byDefault(0L),
                optional("totalViews", count()).byDefault(0L),
                optional("lastAdded", time()),
                optional("lastUpdated", time()));
    }

    private static Shape permission() {
        return object(
                required("userId", id()),
                required("role", oneOf("owner", "editor", "viewer")),
                optional("grantedAt", time()).nowByDefault());
    }

    private static Shape grant() {
        return object(
                optional("email", text(3, 254)),
                optional("userId", id()),
                required("role", oneOf("owner", "editor", "viewer")),
                optional("grantedAt", time()));
    }
}
