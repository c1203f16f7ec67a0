package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes as the key of a map.
@SuppressWarnings("ArrayRecordComponent") // compared by content below
record ByteKey(byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteKey(byte[] that) && Arrays.equals(bytes, that);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
