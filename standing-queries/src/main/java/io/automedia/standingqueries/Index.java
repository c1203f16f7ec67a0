package io.automedia.standingqueries;

import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the writer and the readers share. Every change makes a new state, numbered from 1 on; a reader looks at the
/// rows
/// that hold in the state it started with. What is gone from all states since `floor` is taken out of the table, so
/// a reader with an older state has to look again.
final class Index {
    private final PhraseTable table;
    private final Rows rows = new Rows();
    private final Signatures signatures = new Signatures();
    private final Map<String, Integer> metrics = new ConcurrentHashMap<>();
    private final Map<Integer, Demands> demands = new ConcurrentHashMap<>();
    private volatile long state;
    private volatile long floor;
    private volatile int size;

    Index(PhraseTable table) {
        this.table = table;
    }

    PhraseTable table() {
        return table;
    }

    Rows rows() {
        return rows;
    }

    Signatures signatures() {
        return signatures;
    }

    /// Numbers of the counts that some query has a minimum for, from 1 on.
    Map<String, Integer> metrics() {
        return metrics;
    }

    /// The demands of the rows that have no room for them.
    Map<Integer, Demands> demands() {
        return demands;
    }

    long state() {
        return state;
    }

    int size() {
        return size;
    }

    void publish(long newState, int newSize) {
        size = newSize;
        state = newState;
    }

    /// From here on the writer takes out what no state since the present one holds.
    void raiseFloor() {
        floor = state;
        VarHandle.fullFence();
    }

    /// Whether all that was read since `readerState` was there in full.
    boolean wasWhole(long readerState) {
        VarHandle.acquireFence();
        return floor <= readerState;
    }
}
