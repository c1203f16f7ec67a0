package io.automedia.audit;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.textsByName;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `auditEntries`: the audit trail.
@Component
final class AuditEntriesSchema implements CollectionSchema {
    static final String NAME = "auditEntries";
    private static final int LONGEST = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "who did what, when and from where, each entry sealed and chained to the one before";
    }

    @Override
    public List<Reference> references() {
        return List.of(
                Reference.keeping("people[]", "users"),
                Reference.keeping("actor.id", "users"),
                Reference.keeping("key", AuditKeysSchema.NAME),
                Reference.keeping("chainKey", AuditKeysSchema.NAME));
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of(
                index("place", "the chain in order; no two entries have one place", "seq", 1)
                        .asUnique()
                        .asSparse(),
                index("waiting", "entries that have no place in the chain yet", "waiting", 1, "_id", 1)
                        .asSparse(),
                index("newest", "the whole trail, newest first", "at", -1, "_id", -1),
                index("person", "what somebody did or what was done to his things", "people", 1, "at", -1, "_id", -1),
                index("action", "the trail of one action", "action", 1, "at", -1, "_id", -1),
                index("object", "what was done to one thing", "object.id", 1, "at", -1, "_id", -1),
                index("outcome", "what was denied or failed", "outcome", 1, "at", -1, "_id", -1));
    }

    @Override
    public Shape shape() {
        return object(
                required("at", time()),
                required("action", text(1, 100)),
                required("outcome", oneOf("success", "denied", "failed")),
                required(
                        "actor",
                        object(
                                required("kind", oneOf("person", "anonymous", "system")),
                                optional("id", id()),
                                optional("via", oneOf("session", "token", "command_line")),
                                optional("viaId", id()))),
                required("people", listOf(id())),
                required("object", object(required("type", text(1, 100)), optional("id", text(1, LONGEST)))),
                required(
                        "source",
                        object(optional("address", text(1, LONGEST)), optional("userAgent", text(0, LONGEST)))),
                optional("traceId", text(1, LONGEST)),
                required("details", textsByName(LONGEST)),
                required("key", id()),
                required("seal", text(64, 64)),
                optional("waiting", time()),
                optional("seq", count()),
                optional("previous", text(64, 64)),
                optional("hash", text(64, 64)),
                optional("chainKey", id()));
    }
}
