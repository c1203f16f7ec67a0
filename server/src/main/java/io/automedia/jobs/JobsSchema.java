package io.automedia.jobs;

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

/// `jobs`: what is to be done, is being done, and became of it.
@Component
final class JobsSchema implements CollectionSchema {
    static final String NAME = "jobs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "what is to be done, is being done, and became of it";
    }

    @Override
    public List<Reference> references() {
        return List.of(Reference.refusing("userId", "users"));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("due", "workers find what waits and what was abandoned", "dueAt", 1)
                        .asSparse(),
                newest("owner_newest", "a person's jobs, the newest first", "userId"),
                newest("owner_status_newest", "those of a person's jobs that failed", "userId", "status"),
                newest("owner_kind_newest", "a person's imports, or his exports", "userId", "kind"));
    }

    @Override
    public boolean announces() {
        return true;
    }

    @Override
    public Shape shape() {
        return object(
                required("userId", id()),
                required("kind", text(1, 100)),
                required("payload", open()),
                required("status", oneOf("pending", "running", "completed", "failed", "cancelled", "dead")),
                optional("progress", object(required("fraction", number(0, 1)), optional("stage", text()))),
                optional("counts", numbersByName()),
                optional("shownCounts", numbersByName()),
                optional("errorCount", count()),
                optional("errors", listOf(object(required("line", count()), required("message", text())), 1_000)),
                optional("checkpoint", open()),
                optional("failure", text()),
                optional("attempts", number()),
                optional("cancelRequested", truth()),
                optional("dueAt", time()),
                optional("lease", id()),
                optional("node", text()),
                optional(
                        "file",
                        object(
                                required("name", text()),
                                required("type", text()),
                                required("size", count()),
                                required("expiresAt", time()))),
                createdAt(),
                optional("startedAt", time()),
                optional("finishedAt", time()),
                updatedAt(),
                optional(PendingUpdate.FIELD, PendingUpdate.SHAPE));
    }
}
