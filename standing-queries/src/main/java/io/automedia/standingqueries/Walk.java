package io.automedia.standingqueries;

import java.util.Arrays;

/// Finds all phrases of the table in a text: level by level over all places at once, so that looking one place up
/// doesn't wait for the last.
final class Walk {
    private final PhraseTable table;
    private final Lattice lattice;
    private final Tokenizer tokenizer;

    private long[] key = new long[64];
    private int[] edge = new int[64];
    private int[] parent = new int[64];
    private int[] first = new int[64];
    private int paths;

    private long[] value = new long[64];
    private long[][] list = new long[64][];
    private int[] firstEdge = new int[64];
    private int[] lastEdge = new int[64];
    private int hits;
    // keeps the reads that only fetch from being left out
    private long touched;

    private static final long[] NONE = {0};

    Walk(PhraseTable table) {
        this.table = table;
        this.lattice = new Lattice(table.seed());
        this.tokenizer = new Tokenizer(lattice);
        Arrays.fill(list, NONE);
    }

    void read(Text text) {
        lattice.clear();
        for (int part = 0; part < text.parts().size(); part++) {
            tokenizer.read(part, text.parts().get(part));
        }
    }

    void run() {
        paths = 0;
        hits = 0;
        for (int start = 0; start < lattice.edges(); start++) {
            long child = table.child(Keys.ROOT, lattice.hash(start));
            Shard shard = table.shard(child);
            touched += shard.touch(shard.first(child));
        }
        for (int start = 0; start < lattice.edges(); start++) {
            if (!lattice.isGap(start)) {
                step(Keys.ROOT, start, -1, start);
            }
        }
        for (int path = 0; path < paths; path++) {
            int next = lattice.firstEdge(lattice.target(edge[path]));
            while (next >= 0) {
                step(key[path], next, path, first[path]);
                next = lattice.nextEdge(next);
            }
        }
    }

    private void step(long parentKey, int onEdge, int from, int start) {
        long child = table.child(parentKey, lattice.hash(onEdge));
        Shard shard = table.shard(child);
        int cell = shard.first(child);
        long there = shard.key(cell);
        while (there != 0) {
            if (there == child) {
                meet(shard, cell, child, onEdge, from, start);
            }
            cell = shard.after(cell);
            there = shard.key(cell);
        }
    }

    private void meet(Shard shard, int cell, long child, int onEdge, int from, int start) {
        long found = shard.value(cell);
        if (found == Posting.PATH) {
            addPath(child, onEdge, from, start);
        } else if (found != 0 && isSpelled(shard, cell, onEdge, from)) {
            addHit(found, found == Posting.LIST ? shard.list(cell) : NONE, start, onEdge);
        }
    }

    private boolean isSpelled(Shard shard, int cell, int lastEdgeOfPath, int from) {
        char[] letters = shard.letters();
        int at = lattice.spelledTo(lastEdgeOfPath, letters, shard.spelling(cell));
        for (int path = from; path >= 0 && at >= 0; path = parent[path]) {
            at = letters[at] == Spelling.NEXT ? lattice.spelledTo(edge[path], letters, at + 1) : -1;
        }
        return at >= 0 && letters[at] == Spelling.NEXT && letters[at + 1] == Spelling.END;
    }

    private void addPath(long child, int onEdge, int from, int start) {
        if (paths == key.length) {
            key = Arrays.copyOf(key, paths * 2);
            edge = Arrays.copyOf(edge, paths * 2);
            parent = Arrays.copyOf(parent, paths * 2);
            first = Arrays.copyOf(first, paths * 2);
        }
        key[paths] = child;
        edge[paths] = onEdge;
        parent[paths] = from;
        first[paths++] = start;
    }

    private void addHit(long found, long[] postings, int start, int last) {
        if (hits == value.length) {
            value = Arrays.copyOf(value, hits * 2);
            list = Arrays.copyOf(list, hits * 2);
            firstEdge = Arrays.copyOf(firstEdge, hits * 2);
            lastEdge = Arrays.copyOf(lastEdge, hits * 2);
        }
        value[hits] = found;
        list[hits] = postings;
        firstEdge[hits] = start;
        lastEdge[hits++] = last;
    }

    int hits() {
        return hits;
    }

    /// One posting, or [Posting#LIST].
    long value(int hit) {
        return value[hit];
    }

    long[] list(int hit) {
        return list[hit];
    }

    int part(int hit) {
        return lattice.part(lastEdge[hit]);
    }

    int start(int hit) {
        return lattice.start(firstEdge[hit]);
    }

    int end(int hit) {
        return lattice.end(lastEdge[hit]);
    }

    boolean isHuge() {
        return touched == Long.MIN_VALUE || lattice.isHuge() || hits > 1 << 12;
    }
}
