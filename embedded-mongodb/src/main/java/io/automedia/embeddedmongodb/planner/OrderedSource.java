package io.automedia.embeddedmongodb.planner;

/// A source whose records come in the order of what follows the common beginning of their entries.
interface OrderedSource extends RecordSource {
    /// The entry at which it stands.
    byte[] entry();

    /// How many first bytes of the entry do not count for the order.
    int prefixLength();

    /// Moves on, if need be, to the first entry whose rest does not come before the rest of `other`; false
    /// at the end.
    ///
    /// @param from where the rest of `other` begins
    boolean advanceTo(byte[] other, int from);
}
