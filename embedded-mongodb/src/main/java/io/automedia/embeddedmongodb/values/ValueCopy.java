package io.automedia.embeddedmongodb.values;

/// Copies of values that share nothing changeable with the original.
public final class ValueCopy {
    private ValueCopy() {}

    public static Object of(Object value) {
        return switch (value) {
            case Document document -> document.deepCopy();
            case Array array -> array.deepCopy();
            default -> value;
        };
    }
}
