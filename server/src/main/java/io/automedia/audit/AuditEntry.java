package io.automedia.audit;

import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One entry of the trail, as `auditEntries` keeps it and as it is shown.
///
/// @param people who did it and whose things it was done to
/// @param traceId by which the caller, or what stands before this server, calls the request
/// @param seq its place in the chain; null as long as it has none, which is a moment
public record AuditEntry(
        @BsonId ObjectId id,
        @Nullable Long seq,
        Instant at,
        String action,
        String outcome,
        Actor actor,
        List<ObjectId> people,
        Thing object,
        Source source,
        @Nullable String traceId,
        Map<String, String> details) {
    public AuditEntry {
        people = people == null ? List.of() : List.copyOf(people);
        details = details == null ? Map.of() : Map.copyOf(details);
        source = source == null ? Source.UNKNOWN : source;
        object = object == null ? new Thing("unknown", null) : object;
        actor = actor == null ? new Actor("unknown", null, null, null) : actor;
    }

    /// Who did it.
    ///
    /// @param kind `person`, `anonymous` or `system`
    /// @param id of the person
    /// @param via how he proved who he is: `session`, `token` or `command_line`; null when he did not have to
    /// @param viaId the id of that session or token
    public record Actor(
            String kind,
            @Nullable ObjectId id,
            @Nullable String via,
            @Nullable ObjectId viaId) {}

    /// What it was done to.
    public record Thing(String type, @Nullable String id) {}

    /// From where.
    public record Source(@Nullable String address, @Nullable String userAgent) {
        static final Source UNKNOWN = new Source(null, null);
    }

    /// The same as this person may see it: from where another one acted, and whom else it concerned, is nobody else's
    /// business.
    AuditEntry seenBy(UserId person) {
        List<ObjectId> himself = List.of(person.value());
        if (actor.id() == null || actor.id().equals(person.value())) {
            return new AuditEntry(id, seq, at, action, outcome, actor, himself, object, source, traceId, details);
        }
        Actor hidden = new Actor(actor.kind(), actor.id(), actor.via(), null);
        return new AuditEntry(id, seq, at, action, outcome, hidden, himself, object, Source.UNKNOWN, null, details);
    }
}
