package io.automedia.embeddedmongodb.storage;

import java.util.Arrays;

/// The keys from `low` on and below `high`, of one index or of one collection.
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record KeyRange(byte[] low, byte[] high) {

    /// All keys that begin with these bytes; none continues with two bytes of 0xFF.
    public static KeyRange ofPrefix(byte[] prefix) {
        byte[] high = Arrays.copyOf(prefix, prefix.length + 2);
        high[prefix.length] = (byte) 0xFF;
        high[prefix.length + 1] = (byte) 0xFF;
        return new KeyRange(prefix, high);
    }

    /// All entries of an index.
    public static KeyRange ofIndex(int indexId) {
        return ofNumber(indexId);
    }

    static KeyRange ofNumber(int id) {
        byte[] low = new byte[4];
        byte[] high = new byte[4];
        BigEndian.writeInt(low, 0, id);
        BigEndian.writeInt(high, 0, id + 1);
        return new KeyRange(low, high);
    }

    public boolean isEmpty() {
        return Arrays.compareUnsigned(low, high) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRange(byte[] otherLow, byte[] otherHigh)
                && Arrays.equals(low, otherLow)
                && Arrays.equals(high, otherHigh);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
    }
}
