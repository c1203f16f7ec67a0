package io.automedia.content;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A post that is gone.
///
/// @param id what the post's id was
/// @param platform the key it had; null when nothing of it may be kept
/// @param deletedBy who deleted it: for them it doesn't come back by itself
public record Tombstone(
        @BsonId ObjectId id,
        @Nullable String platform,
        @Nullable String platformId,
        Instant at,
        Reason reason,
        List<ObjectId> deletedBy) {
    public Tombstone {
        deletedBy = Absent.orEmpty(deletedBy);
    }

    /// Why it is gone.
    public enum Reason {
        /// Everybody who had it deleted it.
        DELETED,
        /// Its platform or author deleted it.
        UPSTREAM,
        /// Its time was over, as for a story after a day.
        EXPIRED,
        /// Whoever had it erased his account.
        ERASED,
        /// It was stored, but nobody came to hold it.
        UNHELD
    }
}
