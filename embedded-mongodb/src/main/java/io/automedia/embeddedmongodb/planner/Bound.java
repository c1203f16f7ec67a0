package io.automedia.embeddedmongodb.planner;

import java.util.Arrays;

/// A place between encoded values: before or after everything that begins with a prefix.
@SuppressWarnings("ArrayRecordComponent") // compared with compareTo only
record Bound(byte[] prefix, boolean after) implements Comparable<Bound> {
    static final Bound LEAST = new Bound(new byte[0], false);
    static final Bound GREATEST = new Bound(new byte[0], true);

    /// The same place in a descending index, where every byte is inverted.
    Bound flipped() {
        byte[] inverted = new byte[prefix.length];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~prefix[i];
        }
        return new Bound(inverted, !after);
    }

    /// The place as a key behind `head`: no encoding continues with two bytes of 0xFF.
    byte[] behind(byte[] head) {
        byte[] key = Arrays.copyOf(head, head.length + prefix.length + (after ? 2 : 0));
        System.arraycopy(prefix, 0, key, head.length, prefix.length);
        if (after) {
            key[key.length - 2] = (byte) 0xFF;
            key[key.length - 1] = (byte) 0xFF;
        }
        return key;
    }

    @Override
    public int compareTo(Bound other) {
        return Arrays.compareUnsigned(behind(NOTHING), other.behind(NOTHING));
    }

    private static final byte[] NOTHING = {};
}
