package io.automedia.embeddedmongodb.planner;

import java.util.Arrays;

/// A set of record ids, which are positive.
final class LongSet {
    private long[] slots = new long[64];
    private int size;

    /// Whether it was not yet there.
    boolean add(long value) {
        if (size * 2 >= slots.length) {
            grow();
        }
        if (!place(value)) {
            return false;
        }
        size++;
        return true;
    }

    private boolean place(long value) {
        int slot = slotOf(value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        return true;
    }

    boolean contains(long value) {
        return slots[slotOf(value)] == value;
    }

    /// Where the value is, or where it would be put.
    private int slotOf(long value) {
        int mask = slots.length - 1;
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    int size() {
        return size;
    }

    /// Those that are not in another set, in no order.
    Records without(LongSet other) {
        Records rest = new Records();
        Arrays.stream(slots)
                .filter(value -> value != 0 && !other.contains(value))
                .forEach(rest::add);
        return rest;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        Arrays.stream(old).filter(value -> value != 0).forEach(this::place);
    }
}
