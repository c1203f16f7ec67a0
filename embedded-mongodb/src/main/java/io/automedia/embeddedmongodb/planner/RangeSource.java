package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.EntryIterator;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.KeyRange;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.Arrays;
import java.util.List;

/// Walks ranges of an index one after the other, with one iterator that seeks from range to range.
final class RangeSource implements OrderedSource {
    /// So many steps cost less than one seek.
    private static final int STEPS_BEFORE_SEEK = 12;

    private final List<KeyRange> ranges;
    private final int prefixLength;
    private final boolean backwards;
    private final EntryIterator entries;
    private int position = -1;
    private long keysExamined;

    RangeSource(Snapshot snapshot, Index index, ScanPlan.Group group, boolean backwards) {
        this.ranges = backwards ? group.ranges().reversed() : group.ranges();
        this.prefixLength = group.prefixLength();
        this.backwards = backwards;
        this.entries = snapshot.entries(index, hull(group.ranges()), backwards);
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

    /// What is not looked at need not be copied out of the index.
    @Override
    public long skip(long most) {
        if (ranges.size() != 1) {
            return OrderedSource.super.skip(most);
        }
        position = Math.max(position, 0);
        long skipped = entries.skip(most);
        keysExamined += skipped;
        return skipped;
    }

    private boolean enter(KeyRange range) {
        return backwards ? entries.seekBelow(range.high()) : entries.seek(range.low());
    }

    private boolean isInside() {
        KeyRange range = ranges.get(position);
        return backwards ? entries.isFrom(range.low()) : entries.isBelow(range.high());
    }

    @Override
    public boolean advanceTo(byte[] other, int from) {
        for (int i = 0; i < STEPS_BEFORE_SEEK; i++) {
            if (hasReached(other, from)) {
                return true;
            }
            if (!next()) {
                return false;
            }
        }
        return hasReached(other, from) || jump(other, from);
    }

    private boolean hasReached(byte[] other, int from) {
        byte[] mine = entries.entry();
        int order = Arrays.compareUnsigned(mine, prefixLength, mine.length, other, from, other.length);
        return backwards ? order <= 0 : order >= 0;
    }

    private boolean jump(byte[] other, int from) {
        byte[] target = Arrays.copyOf(entries.entry(), prefixLength + other.length - from);
        System.arraycopy(other, from, target, prefixLength, other.length - from);
        for (; position < ranges.size(); position++) {
            if (enter(ranges.get(position), target) && isInside()) {
                keysExamined++;
                return true;
            }
        }
        return false;
    }

    private boolean enter(KeyRange range, byte[] target) {
        boolean beyondStart = backwards
                ? Arrays.compareUnsigned(target, range.high()) < 0
                : Arrays.compareUnsigned(target, range.low()) > 0;
        if (!beyondStart) {
            return enter(range);
        }
        return backwards ? entries.seekUpTo(target) : entries.seek(target);
    }

    @Override
    public long record() {
        return entries.record();
    }

    @Override
    public byte[] entry() {
        return entries.entry();
    }

    @Override
    public int prefixLength() {
        return prefixLength;
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
