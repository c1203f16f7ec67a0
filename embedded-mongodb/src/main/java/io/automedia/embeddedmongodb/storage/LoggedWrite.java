package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import java.time.Instant;

/// A batch of changes as the log holds it; all of it happened or nothing.
/// @param sequence the number of its first change
/// @param changes how many they are; each has a number of its own
/// @param millis when it was written by the clock of the machine, since 1970
/// @param batch in RocksDB's format, the numbers and the time included
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoggedWrite(long sequence, int changes, long millis, byte[] batch) {

    /// A batch from an archive, as `batch()` gave it; throws `IllegalArgumentException` when it is none.
    public static LoggedWrite of(byte[] batch) {
        if (batch.length < BatchFormat.CONTENT || !BatchFormat.isStamp(batch, BatchFormat.HEADER)) {
            throw new IllegalArgumentException("this is no batch of changes");
        }
        return new LoggedWrite(
                LittleEndian.readLong(batch, 0),
                LittleEndian.readInt(batch, BatchFormat.COUNT),
                BatchFormat.stamp(batch, BatchFormat.HEADER),
                batch);
    }

    /// The number of its last change.
    public long last() {
        return sequence + changes - 1;
    }

    public Instant time() {
        return Instant.ofEpochMilli(millis);
    }
}
