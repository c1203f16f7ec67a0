package io.automedia.storage;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A key as `encryptionKeys` keeps it.
///
/// @param number its place in the order in which they were made; null in very old ones
/// @param keyset the key itself, encrypted with a master key
/// @param masterKey the id of that; null where it was written before such were given
/// @param rotation how far all texts have come to this key; null when it did not take the place of
/// another
record StoredKey(
        @BsonId ObjectId id,
        @Nullable Integer number,
        Binary keyset,
        @Nullable String masterKey,
        Instant createdAt,
        @Nullable RotationProgress rotation) {
    String name() {
        return id.toHexString();
    }

    @Override
    public String toString() {
        return "StoredKey[" + name() + "]";
    }
}
