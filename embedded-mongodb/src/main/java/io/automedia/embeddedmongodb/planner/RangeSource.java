package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.EntryIterator;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.KeyRange;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;

/// Walks ranges of an index one after the other, with one iterator that seeks from range to range.
final class RangeSource implements RecordSource {
    private final List<KeyRange> ranges;
    private final boolean backwards;
    private final EntryIterator entries;
    private int position = -1;
    private long keysExamined;

    RangeSource(Snapshot snapshot, Index index, List<KeyRange> ranges, boolean backwards) {
        this.ranges = backwards ? ranges.reversed() : ranges;
        this.backwards = backwards;
        this.entries = snapshot.entries(index, hull(ranges), backwards);
    }

    private static KeyRange hull(List<KeyRange> ranges) {
        return ranges.isEmpty()
                ? new KeyRange(new byte[] {0}, new byte[] {0})
                : new KeyRange(ranges.getFirst().low(), ranges.getLast().high());
    }

    @Override
    public boolean next() {
        if (position >= 0 && position < ranges.size() && entries.next() && isInside()) {
            keysExamined++;
            return true;
        }
        while (++position < ranges.size()) {
            if (enter(ranges.get(position)) && isInside()) {
                keysExamined++;
                return true;
            }
        }
        return false;
    }

    private boolean enter(KeyRange range) {
        return backwards ? entries.seekBelow(range.high()) : entries.seek(range.low());
    }

    private boolean isInside() {
        KeyRange range = ranges.get(position);
        return backwards ? entries.isFrom(range.low()) : entries.isBelow(range.high());
    }

    @Override
    public long record() {
        return entries.record();
    }

    byte[] entry() {
        return entries.entry();
    }

    @Override
    public long keysExamined() {
        return keysExamined;
    }

    @Override
    public void close() {
        entries.close();
    }
}
