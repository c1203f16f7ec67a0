package io.automedia.audit;

import io.automedia.audit.Verification.Finding;
import io.automedia.audit.Verification.Kind;
import io.automedia.audit.Verification.Noted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One walk along the chain, from its start to its end. What an entry says of itself, its seal, tells whether its
/// content is as it was written; what it says of its place, its hash, whether it stands where it was put.
final class AuditWalk {
    private static final int MOST = 100_000;

    private final AuditKeys keys;
    private final @Nullable Noted noted;
    private final Map<ObjectId, Optional<AuditKey>> known = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final long first;
    private long last;
    private String hash;
    private long entries;
    /// The entry before, when its hash is wrong: only the next one tells whether that or its place was changed.
    private @Nullable Doubt doubt;
    /// Whether the entry before is one that this one may rightly not follow.
    private boolean isBroken;

    private record Doubt(Stored entry, String expected) {}

    AuditWalk(AuditKeys keys, @Nullable ChainEnd start, @Nullable Noted noted) {
        this.keys = keys;
        this.noted = noted;
        this.last = start == null ? 0 : start.seq();
        this.hash = start == null ? ChainEnd.NOTHING : start.hash();
        this.first = last + 1;
        if (start != null) {
            checkEnd(start, "the start of the chain");
        }
        checkNoted();
    }

    /// The next entry.
    void look(Stored entry) {
        long seq = entry.seq();
        if (seq <= last) {
            add(Kind.CHANGED, null, null, entry.id(), "its place is none that was given away");
            return;
        }
        if (seq > last + 1) {
            settle(null);
            add(Kind.REMOVED, last + 1, seq - 1, null, count(seq - last - 1) + " missing");
            isBroken = true;
        }
        settle(entry.previous());
        check(entry, seq);
        entries++;
        last = seq;
        hash = entry.hash();
        checkNoted();
    }

    private static String count(long entries) {
        return entries == 1 ? "1 entry is" : entries + " entries are";
    }

    private void check(Stored entry, long seq) {
        boolean follows = entry.previous().equals(hash);
        boolean mayNotFollow = isBroken;
        isBroken = false;
        AuditKey sealing = key(entry.key());
        AuditKey chaining = key(entry.chainKey());
        if (sealing == null || chaining == null) {
            add(entry, Kind.UNREADABLE, "its key is missing or belongs to another master key");
        } else if (!AuditKey.same(sealing.seal(entry.document()), entry.seal())) {
            add(entry, Kind.CHANGED, "its content is not what was sealed");
            isBroken = true;
        } else if (!AuditKey.same(chaining.link(seq, entry.previous(), entry.seal()), entry.hash())) {
            misplaced(entry, chaining, seq, follows);
        } else if (!follows && !mayNotFollow) {
            add(entry, Kind.REORDERED, "it does not follow the entry before it");
        }
    }

    /// The content is right, the hash is not.
    private void misplaced(Stored entry, AuditKey key, long seq, boolean follows) {
        isBroken = true;
        if (follows) {
            doubt = new Doubt(entry, key.link(seq, entry.previous(), entry.seal()));
        } else if (AuditKey.same(key.link(seq, hash, entry.seal()), entry.hash())) {
            add(entry, Kind.CHANGED, "what it says of the entry before it was changed");
            isBroken = false;
        } else {
            add(entry, Kind.REORDERED, "it is as it was written, but does not belong here");
        }
    }

    /// @param previous what the next entry says of the one in doubt; null when there is none
    private void settle(@Nullable String previous) {
        Doubt open = doubt;
        if (open != null) {
            doubt = null;
            if (open.expected().equals(previous)) {
                add(open.entry(), Kind.CHANGED, "its hash was changed");
            } else {
                add(open.entry(), Kind.REORDERED, "it is as it was written, but does not belong here");
            }
        }
    }

    /// There are no more.
    void end(@Nullable ChainEnd head) {
        settle(head != null && head.seq() == last ? head.hash() : null);
        if (head == null) {
            if (last > 0) {
                add(Kind.TRUNCATED, last + 1, null, null, "the head of the chain is missing: entries may be, too");
            }
            return;
        }
        checkEnd(head, "the head of the chain");
        if (head.seq() > last) {
            add(Kind.TRUNCATED, last + 1, head.seq(), null, "the last " + count(head.seq() - last) + " missing");
        }
        Noted note = noted;
        if (note != null && note.seq() > Math.max(last, head.seq())) {
            add(Kind.TRUNCATED, last + 1, note.seq(), null, "the entry that was noted is missing");
        }
    }

    private void checkEnd(ChainEnd end, String what) {
        AuditKey key = key(end.key());
        if (key == null) {
            add(Kind.UNREADABLE, end.seq(), end.seq(), null, what + " was signed by a key that can't be opened");
        } else if (!key.signed(end)) {
            add(Kind.CHANGED, end.seq(), end.seq(), null, what + " was changed");
        }
    }

    private void checkNoted() {
        Noted note = noted;
        if (note != null && note.seq() == last && !note.hash().equals(hash)) {
            add(Kind.CHANGED, last, last, null, "it is another entry than the one that was noted");
        }
    }

    /// Entries that have no place yet.
    void waiting(List<BsonDocument> documents) {
        for (BsonDocument document : documents) {
            Stored entry = new Stored(document);
            AuditKey key = key(entry.key());
            if (key == null) {
                add(Kind.UNREADABLE, null, null, entry.id(), "its key is missing or belongs to another master key");
            } else if (!AuditKey.same(key.seal(document), entry.seal())) {
                add(Kind.CHANGED, null, null, entry.id(), "it waits for its place, and is not what was sealed");
            }
        }
    }

    /// Entries that neither have a place nor wait for one.
    void beside(long many) {
        if (many > 0) {
            add(Kind.CHANGED, null, null, null, count(many) + " in no place of the chain: nobody wrote them here");
        }
    }

    /// What was removed meanwhile because it was old is not missing.
    void forgive(long start) {
        findings.removeIf(
                finding -> finding.kind() == Kind.REMOVED && finding.through() != null && finding.through() <= start);
    }

    private @Nullable AuditKey key(ObjectId id) {
        return known.computeIfAbsent(id, wanted -> Optional.ofNullable(keys.byId(wanted)))
                .orElse(null);
    }

    private void add(Stored entry, Kind kind, String detail) {
        add(kind, entry.seq(), entry.seq(), entry.id(), detail);
    }

    private void add(Kind kind, @Nullable Long from, @Nullable Long through, @Nullable ObjectId id, String detail) {
        if (findings.size() < MOST) {
            findings.add(new Finding(kind, from, through, id, detail));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    String hash() {
        return hash;
    }

    long entries() {
        return entries;
    }
}
