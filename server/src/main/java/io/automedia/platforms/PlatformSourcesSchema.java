package io.automedia.platforms;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.createdAt;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.open;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;
import static io.automedia.storage.Shape.updatedAt;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import io.automedia.updates.PendingUpdate;
import java.util.List;
import org.springframework.stereotype.Component;

/// `platformSources` (ours): what people monitor, and how far it has been fetched.
@Component
final class PlatformSourcesSchema implements CollectionSchema {
    static final String NAME = "platformSources";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what people monitor, and how far it has been fetched";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"), Reference.cascading("platformId", "platforms"));
    }

    @Override
    public boolean hasVersions() {
        return true;
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("platform_value", "nothing is monitored twice", "platformId", 1, "kind", 1, "value", 1)
                        .asUnique(),
                index("due", "what waits to be fetched and what was abandoned", "dueAt", 1)
                        .asSparse(),
                index("user", "what a person monitors", "userId", 1),
                index("removed", "what can't be brought back any more", "removedAt", 1)
                        .asSparse());
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("platformId", id()),
                required("type", text(1, 40)),
                required("kind", oneOf("account", "hashtag", "search", "feed")),
                required("value", text(1, 4_096)),
                optional("title", text()),
                required("isActive", truth()),
                required("status", oneOf("pending", "active", "limited", "failing", "error", "ended")),
                optional("checkpoint", open()),
                optional("dueAt", time()),
                optional("lease", id()),
                optional("askedAt", time()),
                optional("lastSync", time()),
                optional("expectedAt", time()),
                optional("lastPostAt", time()),
                required("liveSince", time()),
                required("counts", counts()),
                optional("today", object(required("date", text(10, 10)), required("stored", count()))),
                optional("lagSeconds", count()),
                optional("gaps", listOf(gap(), 100)),
                optional("lastError", object(required("message", text()), required("timestamp", time()))),
                optional("attempts", count()),
                optional("arriving", listOf(object(required("platform", text()), required("platformId", text())))),
                optional("announcedAt", time()),
                optional("removedAt", time()),
                createdAt(),
                updatedAt(),
                optional("__v", count()),
                optional(PendingUpdate.FIELD, PendingUpdate.SHAPE));
    }

    private static Shape counts() {
        return object(
                required("asked", count()),
                required("fetched", count()),
                required("stored", count()),
                required("skipped", count()),
                required("failed", count()));
    }

    private static Shape gap() {
        return object(
                required("from", time()),
                required("to", time()),
                required("reason", oneOf("failed", "paused", "down")));
    }
}
