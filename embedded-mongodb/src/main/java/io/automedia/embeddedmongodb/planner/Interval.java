package io.automedia.embeddedmongodb.planner;

/// The encoded values between two bounds.
/// @param point whether it holds exactly one value, whose encoding is the prefix of both bounds
record Interval(Bound low, Bound high, boolean point) {
    static final Interval ALL = new Interval(Bound.LEAST, Bound.GREATEST, false);

    static Interval point(byte[] encoded) {
        return new Interval(new Bound(encoded, false), new Bound(encoded, true), true);
    }

    /// All values whose encoding begins with this type byte.
    static Interval type(int typeByte) {
        return new Interval(typeLow(typeByte), typeHigh(typeByte), false);
    }

    /// Before all values of a type; no type has the number just below.
    static Bound typeLow(int typeByte) {
        return new Bound(new byte[] {(byte) (typeByte - 1)}, true);
    }

    static Bound typeHigh(int typeByte) {
        return new Bound(new byte[] {(byte) (typeByte + 1)}, false);
    }

    boolean isEmpty() {
        return low.compareTo(high) >= 0;
    }

    Interval flipped() {
        return new Interval(high.flipped(), low.flipped(), point);
    }
}
