package io.automedia.audit;

import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What came of looking at the whole trail.
///
/// @param isIntact nothing was found
/// @param first the place of the first entry that there should be; those before were kept long enough
/// @param last the last place of the chain, 0 when nothing is in it; note it with its hash outside of this server
/// @param hash of that entry
/// @param entries so many were looked at
/// @param waiting so many have no place yet, which is a moment
/// @param findings the first thousand places that are not as they were written, in order
/// @param found how many there are in all
public record Verification(
        boolean isIntact,
        long first,
        long last,
        String hash,
        long entries,
        long waiting,
        List<Finding> findings,
        long found,
        Instant verifiedAt) {
    public Verification {
        findings = List.copyOf(findings);
    }

    /// An entry as it was noted outside of this server.
    ///
    /// @param seq its place
    public record Noted(long seq, String hash) {}

    /// What is wrong at a place.
    public enum Kind {
        /// The entry is not as it was written, or nobody who has the key wrote it.
        CHANGED,
        /// Entries are missing.
        REMOVED,
        /// The entry is as it was written, but not where it was.
        REORDERED,
        /// The last entries are missing.
        TRUNCATED,
        /// It was sealed by a key that can't be opened here, so that nobody can tell.
        UNREADABLE
    }

    /// One or several places that are not as they were written.
    ///
    /// @param from the first place; null for an entry that has none yet
    /// @param through the last place
    /// @param id of the entry; null where there is none
    public record Finding(
            Kind kind,
            @Nullable Long from,
            @Nullable Long through,
            @Nullable ObjectId id,
            String detail) {}
}
