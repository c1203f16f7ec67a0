package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Merges the groups of a plan into one order, that of the bytes behind each group's common beginning.
final class MergeSource implements RecordSource {
    private final PriorityQueue<Head> heads;
    private final List<RangeSource> all = new ArrayList<>();
    private Head current = new Head(new byte[0], 0, null);

    MergeSource(Snapshot snapshot, ScanPlan plan) {
        Comparator<Head> order = (a, b) -> Arrays.compareUnsigned(
                a.entry, a.prefixLength, a.entry.length, b.entry, b.prefixLength, b.entry.length);
        heads = new PriorityQueue<>(plan.backwards() ? order.reversed() : order);
        for (ScanPlan.Group group : plan.groups()) {
            RangeSource source = new RangeSource(snapshot, plan.index(), group.ranges(), plan.backwards());
            all.add(source);
            if (source.next()) {
                heads.add(new Head(source.entry(), group.prefixLength(), source));
            }
        }
    }

    /// The entry at which one group stands.
    @SuppressWarnings("ArrayRecordComponent") // ordered by the queue's comparator only
    private record Head(
            byte[] entry, int prefixLength, @Nullable RangeSource source) {}

    @Override
    public boolean next() {
        RangeSource last = current.source;
        if (last != null && last.next()) {
            heads.add(new Head(last.entry(), current.prefixLength, last));
        }
        Head next = heads.poll();
        current = next == null ? new Head(new byte[0], 0, null) : next;
        return next != null;
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
