package io.automedia.audit;

import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Gives entries their places, on one node at a time, and takes those out that were kept long enough. The entries
/// are the truth and the head follows them, so that a node that dies on the way leaves nothing to mend; should two
/// be at it for a moment, the unique place lets one of them win, and the other looks again.
@Component
@EnableConfigurationProperties(AuditProperties.class)
final class AuditChain implements RunsLoop {
    private static final Logger log = LoggerFactory.getLogger(AuditChain.class);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration REMOVES_EVERY = Duration.ofHours(1);
    private static final Duration NOTES_EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 100;
    private static final int REMOVED_AT_ONCE = 500;

    private final AuditRepository repository;
    private final AuditKeys keys;
    private final AuditWriter writer;
    private final AuditProperties properties;
    private final Clock clock;
    private final LeasedLoop loop;
    private @Nullable ChainEnd seen;
    private Instant notedAt = Instant.MIN;
    private Instant removedAt = Instant.MIN;

    AuditChain(
            AuditRepository repository,
            AuditKeys keys,
            AuditWriter writer,
            AuditProperties properties,
            Leases leases,
            Clock clock) {
        this.repository = repository;
        this.keys = keys;
        this.writer = writer;
        this.properties = properties;
        this.clock = clock;
        this.loop = new LeasedLoop(leases, "audit-chain", IDLE, this::step);
    }

    /// Something waits for its place.
    void hint() {
        loop.hint();
    }

    /// Gives places to what waits.
    ///
    /// @return whether there may be more to do
    synchronized boolean step() {
        List<BsonDocument> waiting = repository.waiting(AT_ONCE);
        boolean more = !waiting.isEmpty() && place(waiting);
        Instant now = clock.instant();
        if (removedAt.isBefore(now.minus(REMOVES_EVERY))) {
            removeOld(now.minus(properties.keep()));
            removedAt = now;
        }
        return more;
    }

    private boolean place(List<BsonDocument> waiting) {
        AuditKey key = keys.current();
        ChainEnd head = head(key);
        int placed = 0;
        for (BsonDocument document : waiting) {
            Stored entry = new Stored(document);
            long seq = head.seq() + 1;
            String hash = key.link(seq, head.hash(), entry.seal());
            if (!repository.place(document.get("_id"), seq, head.hash(), hash, key.id())) {
                break;
            }
            head = key.end(ChainEnd.HEAD, seq, hash);
            placed++;
        }
        repository.save(head);
        seen = head;
        note(head);
        return placed > 0 && (placed < waiting.size() || placed == AT_ONCE);
    }

    /// Log files lie elsewhere than the store: what is noted there tells when the end of the chain was cut off.
    private void note(ChainEnd head) {
        Instant now = clock.instant();
        if (notedAt.isBefore(now.minus(NOTES_EVERY))) {
            log.info("The audit trail has {} entries; the hash of the last one is {}", head.seq(), head.hash());
            notedAt = now;
        }
    }

    /// The last entry that has a place.
    private ChainEnd head(AuditKey key) {
        ChainEnd known = repository.end(ChainEnd.HEAD);
        BsonDocument last = known == null ? repository.last() : null;
        if (known == null && last == null && seen == null && repository.end(ChainEnd.START) == null) {
            known = key.end(ChainEnd.HEAD, 0, ChainEnd.NOTHING);
            repository.save(known);
        }
        if (known == null && last != null) {
            // another node may have begun between the two questions: its head is always there before its entry
            known = repository.end(ChainEnd.HEAD);
        }
        String damage = damage(known);
        return caughtUp(damage == null ? Objects.requireNonNull(known) : mended(damage, key), key);
    }

    private @Nullable String damage(@Nullable ChainEnd known) {
        ChainEnd former = seen;
        if (known == null) {
            return "the head of the chain is missing";
        }
        AuditKey key = keys.byId(known.key());
        if (key == null || !key.signed(known)) {
            return "the head of the chain was changed";
        }
        return former != null && known.seq() < former.seq()
                ? "the head of the chain went back from " + former.seq() + " to " + known.seq()
                : null;
    }

    /// Goes on after all that is known of, and has the trail tell it.
    private ChainEnd mended(String damage, AuditKey key) {
        log.error("Somebody changed the audit trail: {}. GET /api/v1/audit/verify tells where.", damage);
        writer.write(Act.of(Action.TRAIL_DAMAGED, "audit", null).with("damage", damage));
        BsonDocument document = repository.last();
        Stored last = document == null ? null : new Stored(document);
        ChainEnd end = Stream.of(
                        seen,
                        repository.end(ChainEnd.START),
                        last == null ? null : key.end(ChainEnd.HEAD, last.seq(), last.hash()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Comparator.comparingLong(ChainEnd::seq))
                .map(known -> key.end(ChainEnd.HEAD, known.seq(), known.hash()))
                .orElseGet(() -> key.end(ChainEnd.HEAD, 0, ChainEnd.NOTHING));
        repository.restore(end);
        return end;
    }

    /// A node that died may have given places and not told of it.
    private ChainEnd caughtUp(ChainEnd head, AuditKey key) {
        ChainEnd end = head;
        List<BsonDocument> beyond = repository.after(end.seq(), AT_ONCE);
        while (!beyond.isEmpty()) {
            Stored last = new Stored(beyond.getLast());
            if (last.seq() <= end.seq()) {
                // it has no place that we could have given it
                return end;
            }
            end = key.end(ChainEnd.HEAD, last.seq(), last.hash());
            beyond = repository.after(end.seq(), AT_ONCE);
        }
        return end;
    }

    /// The new start is signed before the entries go, so that a node that dies on the way leaves some that are too
    /// many, never a start that is missing.
    void removeOld(Instant before) {
        AuditKey key = keys.current();
        ChainEnd start = repository.end(ChainEnd.START);
        if (start != null && !isSigned(start)) {
            log.error("Somebody changed the start of the audit trail: nothing is removed from it any more.");
            return;
        }
        if (start != null) {
            repository.removeUpTo(start.seq());
        }
        Stored last = lastOld(start, before);
        while (last != null) {
            start = key.end(ChainEnd.START, last.seq(), last.hash());
            repository.save(start);
            repository.removeUpTo(start.seq());
            last = lastOld(start, before);
        }
    }

    private boolean isSigned(ChainEnd end) {
        AuditKey key = keys.byId(end.key());
        return key != null && key.signed(end);
    }

    private @Nullable Stored lastOld(@Nullable ChainEnd start, Instant before) {
        Stored last = null;
        for (BsonDocument document : repository.after(start == null ? 0 : start.seq(), REMOVED_AT_ONCE)) {
            Stored entry = new Stored(document);
            if (!entry.at().isBefore(before) || entry.seq() == 0) {
                break;
            }
            last = entry;
        }
        return last;
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
