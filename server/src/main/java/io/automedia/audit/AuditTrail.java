package io.automedia.audit;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The audit trail: the front door. What is written is sealed at once, and soon after chained to what was written
/// before. Everybody sees what he did and what was done to his things; who runs the instance sees all, and that
/// he looked is written, too.
@Component
public final class AuditTrail {
    private final AuditRepository repository;
    private final AuditWriter writer;
    private final AuditChain chain;
    private final AuditVerifier verifier;
    private final Access access;
    private final Clock clock;

    AuditTrail(
            AuditRepository repository,
            AuditWriter writer,
            AuditChain chain,
            AuditVerifier verifier,
            Access access,
            Clock clock) {
        this.repository = repository;
        this.writer = writer;
        this.chain = chain;
        this.verifier = verifier;
        this.access = access;
        this.clock = clock;
    }

    @EventListener
    void happened(Auditable event) {
        write(event.act());
    }

    /// Writes down what was done, or is about to be. That this fails is logged with all that would have been
    /// written, and no reason for the act to fail, unless it is an administrator's.
    ///
    /// @throws io.automedia.shared.ProblemException (`Unavailable`) when it fails and the act is administrative
    public void write(Act act) {
        writer.write(act);
        chain.hint();
    }

    /// Entries, the newest first: those of the caller, or all for who runs the instance.
    ///
    /// @throws io.automedia.shared.ProblemException (`Unavailable`) when an administrator asks for those of others
    /// and this can't be written down
    public Page<AuditEntry> list(Caller caller, AuditQuery query, PageRequest page) {
        if (access.isAdmin(caller)) {
            noteReading(caller, query);
            return repository.list(query.filter(null), page);
        }
        return own(caller, query, page);
    }

    /// The caller's entries, the newest first.
    public Page<AuditEntry> own(Caller caller, AuditQuery query, PageRequest page) {
        UserId person = access.requirePerson(caller);
        return repository.list(query.filter(person), page).map(entry -> entry.seenBy(person));
    }

    private void noteReading(Caller caller, AuditQuery query) {
        boolean isOwn = caller instanceof Caller.Person person && query.isOf(person.userId());
        if (!isOwn) {
            Act reading = Act.of(Action.ADMIN_READ, "audit", query.object());
            write(query.actor() == null ? reading : reading.concerning(new UserId(query.actor())));
        }
    }

    /// Looks at the whole trail, and says where it was changed.
    ///
    /// @param noted an entry that was noted elsewhere before, and must still be there; null for none
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for who doesn't run the instance
    public Verification verify(Caller caller, Verification.@Nullable Noted noted) {
        access.requireAdmin(caller);
        Instant now = clock.instant();
        return verifier.verify(noted, now);
    }
}
