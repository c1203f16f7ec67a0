package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.KeyRange;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;

/// Looks up full keys of a unique index, many at once.
final class PointSource implements RecordSource {
    private static final int CHUNK = 256;

    private final Snapshot snapshot;
    private final List<KeyRange> points;
    private int taken;
    private long[] chunk = {};
    private int position = -1;

    PointSource(Snapshot snapshot, List<KeyRange> points) {
        this.snapshot = snapshot;
        this.points = points;
    }

    @Override
    public boolean next() {
        while (true) {
            while (++position < chunk.length) {
                if (chunk[position] != NOTHING) {
                    return true;
                }
            }
            if (taken == points.size()) {
                return false;
            }
            int end = Math.min(points.size(), taken + CHUNK);
            chunk = look(points.subList(taken, end));
            taken = end;
            position = -1;
        }
    }

    private long[] look(List<KeyRange> keys) {
        return keys.size() == 1
                ? new long[] {snapshot.uniqueRecord(keys.getFirst().low())}
                : snapshot.uniqueRecords(keys.stream().map(KeyRange::low).toList());
    }

    @Override
    public long record() {
        return chunk[position];
    }

    @Override
    public long keysExamined() {
        return taken;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
