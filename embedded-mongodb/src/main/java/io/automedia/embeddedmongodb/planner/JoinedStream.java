package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hits that are only counted: the records that several walks of different orders have in common. The walks
/// are read in turns; when one has ended, only what it had can still come up, and where reading on in the
/// others would cost more than looking at the documents that are left, these are looked at.
final class JoinedStream implements HitStream {
    private final Query query;
    private final Snapshot snapshot;
    private final List<RecordSource> sources = new ArrayList<>();
    private final List<LongSet> seen = new ArrayList<>();
    private final long[] allowance;
    private final boolean[] ended;
    private final LongSet hits = new LongSet();
    private int smallest = -1;
    private int turn;
    private @Nullable HitStream rest;

    JoinedStream(Query query, Access.Narrowed narrowed, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        narrowed.walks().forEach(walk -> {
            sources.add(walk.open(snapshot));
            seen.add(new LongSet());
        });
        ended = new boolean[sources.size()];
        allowance = new long[sources.size()];
        Arrays.fill(allowance, Long.MAX_VALUE);
    }

    @Override
    public Step step() {
        if (rest != null) {
            return rest.step();
        }
        if (smallest >= 0 && (areAllEnded() || hits.size() == seen.get(smallest).size())) {
            return Step.END;
        }
        do {
            turn = (turn + 1) % sources.size();
        } while (ended[turn]);
        RecordSource source = sources.get(turn);
        if (source.keysExamined() > allowance[turn]) {
            rest = unseen();
            return Step.WORKED;
        }
        if (!source.next()) {
            end();
            return Step.WORKED;
        }
        return source.record() != RecordSource.NOTHING && isInAll(source.record()) ? Step.HIT : Step.WORKED;
    }

    private boolean areAllEnded() {
        for (boolean each : ended) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    private void end() {
        ended[turn] = true;
        if (smallest < 0) {
            smallest = turn;
            for (int i = 0; i < allowance.length; i++) {
                allowance[i] = sources.get(i).keysExamined()
                        + (long) KEYS_A_DOCUMENT * seen.get(smallest).size();
            }
        }
    }

    private boolean isInAll(long record) {
        if (smallest >= 0 && !seen.get(smallest).contains(record)) {
            return false;
        }
        seen.get(turn).add(record);
        for (LongSet each : seen) {
            if (!each.contains(record)) {
                return false;
            }
        }
        return hits.add(record);
    }

    private HitStream unseen() {
        RecordSource left = seen.get(smallest).without(hits).asSource();
        return Streams.fetch(query, left, false, snapshot);
    }

    @Override
    public Hit hit() {
        throw new IllegalStateException("only counted");
    }

    @Override
    public long keysExamined() {
        return sources.stream().mapToLong(RecordSource::keysExamined).sum();
    }

    @Override
    public long docsExamined() {
        return rest == null ? 0 : rest.docsExamined();
    }

    @Override
    public void close() {
        sources.forEach(RecordSource::close);
    }
}
