package io.automedia.embeddedmongodb.values;

import org.jspecify.annotations.Nullable;

/// A value as a key of hash maps and sets: equal when MongoDB's order says so (1 and 1.0 are).
/// @param value null for "missing", which differs from BSON's null
public record ValueKey(@Nullable Object value) {
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof ValueKey key)) {
            return false;
        }
        Object left = value;
        Object right = key.value;
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left instanceof String text && right instanceof String otherText) {
            return text.equals(otherText);
        }
        return ValueOrder.compare(left, right) == 0;
    }

    @Override
    public int hashCode() {
        return value == null ? 0 : ValueOrder.hash(value);
    }
}
