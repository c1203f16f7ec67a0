package io.automedia.embeddedmongodb.planner;

/// A source whose records come in the order of what follows the common beginning of their entries.
interface PlacedSource extends RecordSource {
    /// The entry at which it stands.
    byte[] entry();

    /// How many first bytes of the entry do not count for the order.
    int prefixLength();
}
