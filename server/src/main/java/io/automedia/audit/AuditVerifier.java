package io.automedia.audit;

import io.automedia.audit.Verification.Finding;
import io.automedia.audit.Verification.Noted;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks at the whole trail, some entries at a time, and names each place that is not as it was written.
@Component
final class AuditVerifier {
    private static final int AT_ONCE = 500;

    private final AuditRepository repository;
    private final AuditKeys keys;

    AuditVerifier(AuditRepository repository, AuditKeys keys) {
        this.repository = repository;
        this.keys = keys;
    }

    /// Entries that come meanwhile may be looked at, too; those that are removed meanwhile since they are old are
    /// not missed.
    Verification verify(@Nullable Noted noted, Instant now) {
        ChainEnd head = repository.end(ChainEnd.HEAD);
        ChainEnd start = repository.end(ChainEnd.START);
        AuditWalk walk = new AuditWalk(keys, start, noted);
        List<BsonDocument> next = repository.after(walk.last(), AT_ONCE);
        while (!next.isEmpty()) {
            long last = walk.last();
            next.forEach(document -> walk.look(new Stored(document)));
            next = walk.last() > last ? repository.after(walk.last(), AT_ONCE) : List.of();
        }
        walk.end(head);
        walk.waiting(repository.waiting(AT_ONCE));
        ChainEnd later = repository.end(ChainEnd.START);
        walk.forgive(later == null ? 0 : later.seq());
        walk.beside(repository.beside());
        List<Finding> findings = walk.findings();
        return new Verification(
                findings.isEmpty(),
                walk.first(),
                walk.last(),
                walk.hash(),
                walk.entries(),
                repository.waiting(),
                findings.stream().limit(1_000).toList(),
                findings.size(),
                now);
    }
}
