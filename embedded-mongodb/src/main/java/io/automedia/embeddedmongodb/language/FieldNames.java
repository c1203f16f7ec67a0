package io.automedia.embeddedmongodb.language;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Names of fields that are found by their bytes in a document, without making strings of them. Immutable.
final class FieldNames {
    private final byte[] @Nullable [] slots;
    private final int[] positions;

    /// @param names without double ones
    FieldNames(Collection<String> names) {
        int length = Integer.highestOneBit(Math.max(1, names.size())) * 4;
        slots = new byte[length][];
        positions = new int[length];
        int position = 0;
        for (String name : names) {
            byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
            int slot = hash(encoded, 0, encoded.length) & length - 1;
            while (slots[slot] != null) {
                slot = slot + 1 & length - 1;
            }
            slots[slot] = encoded;
            positions[slot] = position++;
        }
    }

    /// The position, in the order given, of the name in these bytes; -1 when it is none of them.
    int position(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & slots.length - 1;
        for (byte[] name = slots[slot]; name != null; name = slots[slot]) {
            if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
                return positions[slot];
            }
            slot = slot + 1 & slots.length - 1;
        }
        return -1;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
