package io.automedia.audit;

import io.automedia.shared.Problem;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts entries together, seals and stores them. They get their place in the chain later.
@Component
final class AuditWriter {
    private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);

    private final AuditRepository repository;
    private final AuditKeys keys;
    private final Circumstances circumstances;
    private final Clock clock;

    AuditWriter(AuditRepository repository, AuditKeys keys, Circumstances circumstances, Clock clock) {
        this.repository = repository;
        this.keys = keys;
        this.circumstances = circumstances;
        this.clock = clock;
    }

    void write(Act act) {
        BsonDocument content = content(act);
        try {
            BsonDocument entry = sealed(content.clone());
            if (act.once() == null) {
                repository.add(entry);
            } else {
                repository.addOnce(entry);
            }
        } catch (RuntimeException failure) {
            log.error("This is missing in the audit trail: {}", content.toJson(), failure);
            if (act.action().isAdministrative()) {
                throw new Problem.Unavailable(
                                "This is not done as long as it can't be written into the audit trail: try again soon.")
                        .exception();
            }
        }
    }

    private BsonDocument sealed(BsonDocument entry) {
        AuditKey key = keys.current();
        entry.append("key", new BsonObjectId(key.id()));
        entry.append("seal", new BsonString(key.seal(entry)));
        return entry.append("waiting", new BsonDateTime(clock.millis()));
    }

    private BsonDocument content(Act act) {
        AuditEntry.Actor actor = circumstances.actor(act.by());
        AuditEntry.Source source = circumstances.source();
        BsonDocument details = new BsonDocument();
        new TreeMap<>(act.details()).forEach((name, value) -> details.append(name, new BsonString(value)));
        ObjectId once = act.once();
        BsonDocument content = new BsonDocument("_id", new BsonObjectId(once == null ? new ObjectId() : once))
                .append("at", new BsonDateTime(clock.millis()))
                .append("action", new BsonString(act.action().word()))
                .append("outcome", new BsonString(act.outcome().word()))
                .append("actor", actor(actor))
                .append("people", people(act, actor))
                .append("object", text(text(new BsonDocument(), "type", act.type()), "id", act.id()))
                .append(
                        "source",
                        text(text(new BsonDocument(), "address", source.address()), "userAgent", source.userAgent()))
                .append("details", details);
        return text(content, "traceId", circumstances.traceId());
    }

    private static BsonDocument actor(AuditEntry.Actor actor) {
        BsonDocument document = text(text(new BsonDocument(), "kind", actor.kind()), "via", actor.via());
        id(document, "id", actor.id());
        id(document, "viaId", actor.viaId());
        return document;
    }

    private static BsonArray people(Act act, AuditEntry.Actor actor) {
        Set<ObjectId> people = new LinkedHashSet<>();
        if (actor.id() != null) {
            people.add(actor.id());
        }
        act.concerned().forEach(person -> people.add(person.value()));
        return new BsonArray(people.stream().map(BsonObjectId::new).toList());
    }

    private static BsonDocument text(BsonDocument document, String name, @Nullable String value) {
        return value == null ? document : document.append(name, new BsonString(value));
    }

    private static void id(BsonDocument document, String name, @Nullable ObjectId value) {
        if (value != null) {
            document.append(name, new BsonObjectId(value));
        }
    }
}
