package io.automedia.standingqueries;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Changes the [Index], one change at a time. A replaced or removed query is first out of the state and only later,
/// in batches and a little with each change, out of the table, so that readers seldom have to look again.
final class QueryWriter {
    private static final int BATCH = 256;
    private static final int MOST_METRICS = 0xFF;

    private final Index index;
    private final Phrases phrases = new Phrases();
    private final ExcludedPhrases excluded;
    private final RowsById rowsById = new RowsById();
    private final Deque<Integer> dead = new ArrayDeque<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int toClear;
    private int rowsUsed;

    QueryWriter(Index index) {
        this.index = index;
        this.excluded = new ExcludedPhrases(index.table());
    }

    synchronized void put(Query query) {
        int row = nextRow();
        writeRow(row, query);
        int signature = index.signatures().of(query.filters());
        for (int term = 0; term < query.terms().size(); term++) {
            long posting = Posting.of(row, term, signature);
            phrases.of(query.terms().get(term))
                    .forEach(sequence -> index.table().add(sequence, posting));
        }
        int former = rowsById.put(query.id(), row);
        long state = index.state() + 1;
        index.rows().begin(row, state);
        end(former, state);
    }

    synchronized void remove(long id) {
        int former = rowsById.remove(id);
        if (former != RowsById.NONE) {
            end(former, index.state() + 1);
        }
    }

    /// Runs a reader while nothing changes.
    synchronized void holdStill(Runnable reader) {
        reader.run();
    }

    private int nextRow() {
        Integer freed = free.poll();
        if (freed != null) {
            return freed;
        }
        if (rowsUsed == Posting.MOST_ROWS) {
            throw new IllegalStateException("No room for more than " + Posting.MOST_ROWS + " queries");
        }
        return rowsUsed++;
    }

    private void writeRow(int row, Query query) {
        int[] excludes = query.excludes().stream()
                .map(phrases::of)
                .filter(sequences -> !sequences.isEmpty())
                .mapToInt(excluded::use)
                .toArray();
        Demands demands = new Demands(query.filters(), excludes);
        Map<String, Long> minimums = new TreeMap<>(query.filters().minimums());
        boolean fits = excludes.length <= 3
                && minimums.size() <= 2
                && query.filters().places().isEmpty()
                && index.metrics().size() + minimums.size() <= MOST_METRICS;
        boolean isExact = index.signatures().isExact(query.filters());
        if (!fits || !isExact) {
            index.demands().put(row, demands);
        }
        index.rows().write(row, query.id(), PackedQuery.pack(query), demands, fits, isExact);
        int written = 0;
        for (Map.Entry<String, Long> minimum : fits ? minimums.entrySet() : Set.<Map.Entry<String, Long>>of()) {
            int metric = index.metrics()
                    .computeIfAbsent(minimum.getKey(), name -> index.metrics().size() + 1);
            index.rows().writeMinimum(row, written++, metric, minimum.getValue());
        }
    }

    private void end(int former, long state) {
        if (former != RowsById.NONE) {
            index.rows().end(former, state);
            dead.add(former);
        }
        index.publish(state, rowsById.size());
        clearSome();
    }

    private void clearSome() {
        if (toClear == 0 && dead.size() >= BATCH) {
            index.raiseFloor();
            toClear = dead.size();
        }
        for (int i = 0; i < 2 && toClear > 0; i++) {
            clear(dead.remove());
            toClear--;
        }
    }

    private void clear(int row) {
        Query query = new PackedQuery(index.rows().query(row)).unpack();
        index.rows().clear(row);
        index.demands().remove(row);
        for (int term = 0; term < query.terms().size(); term++) {
            long posting = Posting.of(row, term, 0);
            for (List<String> sequence : phrases.of(query.terms().get(term))) {
                index.table().remove(sequence, posting);
            }
        }
        for (String exclude : query.excludes()) {
            excluded.leave(phrases.of(exclude));
        }
        free.add(row);
    }
}
