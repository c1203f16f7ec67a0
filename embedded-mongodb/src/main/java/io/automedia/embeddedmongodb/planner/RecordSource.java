package io.automedia.embeddedmongodb.planner;

/// Gives out record ids one by one: `while (source.next()) { source.record() … }`.
interface RecordSource extends AutoCloseable {
    /// What `record()` is when some work was done and nothing came out of it yet, so that sources can take
    /// turns.
    long NOTHING = -1;

    boolean next();

    /// The record at which it stands, or `NOTHING`.
    long record();

    /// Moves over up to `most` records and tells over how many; fewer only at the end.
    default long skip(long most) {
        long skipped = 0;
        while (skipped < most && next()) {
            skipped += record() == NOTHING ? 0 : 1;
        }
        return skipped;
    }

    /// How many index entries have been looked at so far.
    long keysExamined();

    @Override
    void close();
}
