package io.automedia.embeddedmongodb.planner;

/// A source that can jump ahead in its order.
interface OrderedSource extends PlacedSource {
    /// Moves on, if need be, to the first entry whose rest does not come before the rest of `other`; false
    /// at the end.
    ///
    /// @param from where the rest of `other` begins
    boolean advanceTo(byte[] other, int from);
}
