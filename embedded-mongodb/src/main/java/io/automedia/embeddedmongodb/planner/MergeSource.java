package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Merges the groups of a plan into one order, that of the bytes behind each group's common beginning.
final class MergeSource implements OrderedSource {
    private final Comparator<Head> order;
    private final PriorityQueue<Head> heads;
    private final List<RangeSource> all = new ArrayList<>();
    private Head current = new Head(new byte[0], 0, null);

    MergeSource(Snapshot snapshot, ScanPlan plan) {
        Comparator<Head> ascending = (a, b) -> Arrays.compareUnsigned(
                a.entry, a.prefixLength, a.entry.length, b.entry, b.prefixLength, b.entry.length);
        order = plan.backwards() ? ascending.reversed() : ascending;
        heads = new PriorityQueue<>(order);
        for (ScanPlan.Group group : plan.groups()) {
            RangeSource source = new RangeSource(snapshot, plan.index(), group, plan.backwards());
            all.add(source);
            if (source.next()) {
                heads.add(Head.of(source));
            }
        }
    }

    /// The entry at which one group stands.
    @SuppressWarnings("ArrayRecordComponent") // ordered by the queue's comparator only
    private record Head(
            byte[] entry, int prefixLength, @Nullable RangeSource source) {
        static Head of(RangeSource source) {
            return new Head(source.entry(), source.prefixLength(), source);
        }
    }

    @Override
    public boolean next() {
        RangeSource last = current.source;
        if (last != null && last.next()) {
            heads.add(Head.of(last));
        }
        return takeFirst();
    }

    private boolean takeFirst() {
        Head next = heads.poll();
        current = next == null ? new Head(new byte[0], 0, null) : next;
        return next != null;
    }

    @Override
    public boolean advanceTo(byte[] other, int from) {
        Head target = new Head(other, from, null);
        while (order.compare(current, target) < 0) {
            RangeSource behind = current.source;
            if (behind != null && behind.advanceTo(other, from)) {
                heads.add(Head.of(behind));
            }
            if (!takeFirst()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] entry() {
        return current.entry;
    }

    @Override
    public int prefixLength() {
        return current.prefixLength;
    }

    @Override
    public long record() {
        RangeSource source = current.source;
        return source == null ? -1 : source.record();
    }

    @Override
    public long keysExamined() {
        return all.stream().mapToLong(RecordSource::keysExamined).sum();
    }

    @Override
    public void close() {
        all.forEach(RecordSource::close);
    }
}
