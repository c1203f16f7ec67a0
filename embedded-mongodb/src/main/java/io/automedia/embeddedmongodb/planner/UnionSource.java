package io.automedia.embeddedmongodb.planner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Merges sources of one order and gives every record once. What several of them have stands at the same place in
/// each, so it comes up in a row.
final class UnionSource implements RecordSource {
    private final List<PlacedSource> sources;
    private final PriorityQueue<Head> heads;
    /// How many sources have been asked for their first record.
    private int begun;
    /// Of the source from which the last record came, or that is on its way to its next one.
    private int moving = -1;

    private Head current = new Head(new byte[0], 0, NOTHING, 0);
    private boolean standing;

    UnionSource(List<PlacedSource> sources, boolean backwards) {
        this.sources = sources;
        Comparator<Head> ascending = (one, other) -> Arrays.compareUnsigned(
                one.entry, one.from, one.entry.length, other.entry, other.from, other.entry.length);
        this.heads = new PriorityQueue<>(backwards ? ascending.reversed() : ascending);
    }

    /// Where a source stands.
    @SuppressWarnings("ArrayRecordComponent") // ordered by the queue's comparator only
    private record Head(byte[] entry, int from, long record, int source) {
        boolean isAt(Head other) {
            return Arrays.equals(entry, from, entry.length, other.entry, other.from, other.entry.length);
        }
    }

    @Override
    public boolean next() {
        standing = false;
        while (moving >= 0 || begun < sources.size()) {
            int number = moving >= 0 ? moving : begun++;
            PlacedSource source = sources.get(number);
            moving = -1;
            if (source.next()) {
                if (source.record() == NOTHING) {
                    moving = number;
                    return true;
                }
                heads.add(new Head(source.entry(), source.prefixLength(), source.record(), number));
            }
        }
        Head next = heads.poll();
        if (next == null) {
            return false;
        }
        standing = !next.isAt(current);
        current = next;
        moving = next.source;
        return true;
    }

    @Override
    public long record() {
        return standing ? current.record : NOTHING;
    }

    @Override
    public long keysExamined() {
        return sources.stream().mapToLong(RecordSource::keysExamined).sum();
    }

    @Override
    public void close() {
        sources.forEach(RecordSource::close);
    }
}
