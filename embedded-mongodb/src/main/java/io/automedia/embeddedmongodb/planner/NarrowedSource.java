package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives the records of the smallest of several walks, without those that other walks are known to lack.
final class NarrowedSource implements RecordSource {
    private final Snapshot snapshot;
    private final Gathering gathering;
    private @Nullable RecordSource found;

    NarrowedSource(Access.Narrowed narrowed, Snapshot snapshot) {
        this.snapshot = snapshot;
        this.gathering = new Gathering(narrowed.walks(), snapshot, true);
    }

    @Override
    public boolean next() {
        RecordSource source = found;
        if (source != null) {
            return source.next();
        }
        if (gathering.step()) {
            return true;
        }
        source = gathering.isComplete()
                ? gathering.result().asSource()
                : gathering.smallest().open(snapshot);
        found = source;
        return source.next();
    }

    @Override
    public long record() {
        return found == null ? NOTHING : found.record();
    }

    /// The fields whose conditions all records meet that came out.
    Set<String> covered() {
        return gathering.covered();
    }

    @Override
    public long keysExamined() {
        return gathering.keysExamined() + (found == null ? 0 : found.keysExamined());
    }

    @Override
    public void close() {
        gathering.close();
        if (found != null) {
            found.close();
        }
    }
}
