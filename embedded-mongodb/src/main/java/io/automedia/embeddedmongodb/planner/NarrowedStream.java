package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the smallest of several walks and then its documents: fetched and sorted, or taken out of a walk
/// that has the order, where that promises to be cheaper.
final class NarrowedStream implements HitStream {
    /// So few documents are sorted at once.
    private static final int FEW = 64;
    /// How many keys of the ordered walk are tried for each record.
    private static final int KEYS_A_RECORD = 3;

    private static final long MOST_SORTED_BYTES = 32L << 20;

    private final Query query;
    private final Snapshot snapshot;
    private final @Nullable Walk ordered;
    private final Conditions conditions;
    private final Gathering gathering;
    private final List<HitStream> streams = new ArrayList<>();
    private final List<Hit> attempted = new ArrayList<>();
    private boolean gathered;
    private boolean attempting;
    private boolean complete;
    private int position;

    NarrowedStream(Query query, Access.Narrowed narrowed, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        this.ordered = narrowed.ordered();
        this.conditions = narrowed.conditions();
        this.gathering = new Gathering(narrowed.walks(), snapshot, ordered == null);
    }

    @Override
    public Step step() {
        if (!gathered) {
            gathered = !gathering.step();
            if (gathered) {
                begin();
            }
            return Step.WORKED;
        }
        if (attempting) {
            attempt();
            return Step.WORKED;
        }
        if (position < attempted.size()) {
            position++;
            return Step.HIT;
        }
        return complete ? Step.END : streams.getLast().step();
    }

    private void begin() {
        long records = gathering.result().size();
        long size = query.collection().count();
        long wanted = query.wanted();
        if (!gathering.isComplete() || gathering.smallest().equals(ordered)) {
            streams.add(Streams.walk(query, gathering.smallest(), snapshot));
        } else if (ordered == null || records <= FEW) {
            streams.add(fetched());
        } else if (wanted == 0) {
            boolean large = records * query.collection().bytes() / Math.max(1, size) > MOST_SORTED_BYTES;
            streams.add(large || size <= HitStream.KEYS_A_DOCUMENT * records ? filtered(ordered) : fetched());
        } else if (size / records * wanted <= KEYS_A_RECORD * records) {
            streams.add(filtered(ordered));
            attempting = true;
        } else {
            streams.add(fetched());
        }
    }

    /// Goes on in the ordered walk until the page is full, or until it would have been cheaper to sort.
    private void attempt() {
        HitStream stream = streams.getLast();
        Step step = stream.step();
        if (step == Step.HIT) {
            attempted.add(stream.hit());
        }
        if (step == Step.END || attempted.size() == query.wanted()) {
            attempting = false;
            complete = true;
        } else if (stream.work() > (long) KEYS_A_RECORD * gathering.result().size()) {
            attempting = false;
            attempted.clear();
            streams.add(fetched());
        }
    }

    private HitStream fetched() {
        return Streams.sort(query, 0, fetch(gathering.result().asSource(), gathering.covered()));
    }

    private HitStream filtered(Walk walk) {
        Set<String> covered = new HashSet<>(gathering.covered());
        covered.addAll(walk.covered());
        RecordSource source =
                new FilteredSource(walk.open(snapshot), gathering.result().asSet());
        return Streams.sort(query, walk.sortedFields(), fetch(source, covered));
    }

    private HitStream fetch(RecordSource source, Set<String> covered) {
        return Streams.fetch(query, source, conditions.areMetBy(covered), snapshot);
    }

    @Override
    public Hit hit() {
        return position > 0 ? attempted.get(position - 1) : streams.getLast().hit();
    }

    @Override
    public long keysExamined() {
        return gathering.keysExamined()
                + streams.stream().mapToLong(HitStream::keysExamined).sum();
    }

    @Override
    public long docsExamined() {
        return streams.stream().mapToLong(HitStream::docsExamined).sum();
    }

    @Override
    public void close() {
        gathering.close();
        streams.forEach(HitStream::close);
    }
}
