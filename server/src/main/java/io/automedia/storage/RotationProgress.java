package io.automedia.storage;

import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// How far all texts have come to a new key. They are gone through until a pass finds none of
/// another key: other nodes learn of the new one within seconds, and what was read before may be
/// written back.
///
/// @param pass the number of the pass that runs; 0 before the first
/// @param passStartedAt when that began
/// @param collection that is gone through; null at the beginning of a pass
/// @param after the last document there that was looked at; null at the beginning
/// @param inPass how many texts of other keys this pass has come upon, other than those that can't
/// be read
/// @param unreadable how many in this pass that can't be read
/// @param finishedAt null as long as it runs
record RotationProgress(
        int pass,
        Instant passStartedAt,
        @Nullable String collection,
        @Nullable ObjectId after,
        long inPass,
        long unreadable,
        long looked,
        long changed,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    static RotationProgress begin(Instant now) {
        return new RotationProgress(0, now, null, null, 0, 0, 0, 0, now, now, null);
    }

    /// At the beginning of another pass.
    RotationProgress nextPass(Instant now) {
        return new RotationProgress(pass + 1, now, null, null, 0, 0, looked, changed, startedAt, now, null);
    }

    /// At the beginning of a collection.
    RotationProgress in(String next, Instant now) {
        return new RotationProgress(
                pass, passStartedAt, next, null, inPass, unreadable, looked, changed, startedAt, now, null);
    }

    /// What came of some texts.
    ///
    /// @param missed were changed by somebody else at the same time
    record Some(long changed, long missed, long unreadable) {}

    /// Some documents later.
    RotationProgress plus(ObjectId last, long moreLooked, Some some, Instant now) {
        return new RotationProgress(
                pass,
                passStartedAt,
                collection,
                last,
                inPass + some.changed() + some.missed(),
                unreadable + some.unreadable(),
                looked + moreLooked,
                changed + some.changed(),
                startedAt,
                now,
                null);
    }

    RotationProgress finished(Instant now) {
        return new RotationProgress(
                pass, passStartedAt, collection, after, inPass, unreadable, looked, changed, startedAt, now, now);
    }
}
