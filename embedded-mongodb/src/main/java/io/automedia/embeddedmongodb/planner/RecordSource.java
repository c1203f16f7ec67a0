package io.automedia.embeddedmongodb.planner;

/// Gives out record ids one by one: `while (source.next()) { source.record() … }`.
interface RecordSource extends AutoCloseable {
    boolean next();

    long record();

    /// How many index entries have been looked at so far.
    long keysExamined();

    @Override
    void close();
}
