package io.automedia.standingqueries;

import java.util.Arrays;

/// The tokens of a text and their other readings as a graph: nodes are places between tokens, an edge is one reading of
/// what stands between two places. A phrase is a path. Plain arrays that are used again for the next text.
final class Lattice {
    static final String GAP_TEXT = "\n";

    private final long seed;
    private char[] folded = new char[512];
    private int foldedLength;
    private int[] firstEdge = new int[128];
    private int nodes;
    private int[] nextEdge = new int[128];
    private int[] target = new int[128];
    private Reading[] reading = new Reading[128];
    private long[] hash = new long[128];
    private int[] foldedStart = new int[128];
    private int[] foldedEnd = new int[128];
    private int[] part = new int[128];
    private int[] start = new int[128];
    private int[] end = new int[128];
    private int edges;

    Lattice(long seed) {
        this.seed = seed;
    }

    void clear() {
        foldedLength = 0;
        nodes = 0;
        edges = 0;
    }

    int newNode() {
        if (nodes == firstEdge.length) {
            firstEdge = Arrays.copyOf(firstEdge, nodes * 2);
        }
        firstEdge[nodes] = -1;
        return nodes++;
    }

    /// The text of the edge is `[textStart, textEnd)` of what was appended.
    void edge(int from, int to, Reading kind, int textStart, int textEnd, int inPart, int sourceStart, int sourceEnd) {
        if (edges == target.length) {
            growEdges(edges * 2);
        }
        nextEdge[edges] = firstEdge[from];
        firstEdge[from] = edges;
        target[edges] = to;
        reading[edges] = kind;
        hash[edges] = Keys.hash(seed, folded, textStart, textEnd);
        foldedStart[edges] = textStart;
        foldedEnd[edges] = textEnd;
        part[edges] = inPart;
        start[edges] = sourceStart;
        end[edges] = sourceEnd;
        edges++;
    }

    private void growEdges(int size) {
        nextEdge = Arrays.copyOf(nextEdge, size);
        target = Arrays.copyOf(target, size);
        reading = Arrays.copyOf(reading, size);
        hash = Arrays.copyOf(hash, size);
        foldedStart = Arrays.copyOf(foldedStart, size);
        foldedEnd = Arrays.copyOf(foldedEnd, size);
        part = Arrays.copyOf(part, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
    }

    void append(char c) {
        if (foldedLength == folded.length) {
            folded = Arrays.copyOf(folded, foldedLength * 2);
        }
        folded[foldedLength++] = c;
    }

    void append(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
    }

    /// Appends once more what was appended before.
    void appendAgain(int textStart, int textEnd) {
        for (int i = textStart; i < textEnd; i++) {
            append(folded[i]);
        }
    }

    void cutBackTo(int length) {
        foldedLength = length;
    }

    int appended() {
        return foldedLength;
    }

    char appendedAt(int at) {
        return folded[at];
    }

    int nodes() {
        return nodes;
    }

    int edges() {
        return edges;
    }

    int firstEdge(int node) {
        return firstEdge[node];
    }

    int nextEdge(int edge) {
        return nextEdge[edge];
    }

    int target(int edge) {
        return target[edge];
    }

    Reading reading(int edge) {
        return reading[edge];
    }

    boolean isGap(int edge) {
        return reading[edge] == Reading.GAP;
    }

    long hash(int edge) {
        return hash[edge];
    }

    int part(int edge) {
        return part[edge];
    }

    int start(int edge) {
        return start[edge];
    }

    int end(int edge) {
        return end[edge];
    }

    String text(int edge) {
        return new String(folded, foldedStart[edge], foldedEnd[edge] - foldedStart[edge]);
    }

    /// Where the text of the edge ends if `spelling` has it at `at`, else -1.
    int spelledTo(int edge, char[] spelling, int at) {
        int textStart = foldedStart[edge];
        int textEnd = foldedEnd[edge];
        int to = at + textEnd - textStart;
        boolean same = to <= spelling.length && Arrays.equals(folded, textStart, textEnd, spelling, at, to);
        return same ? to : -1;
    }

    /// Whether it has grown beyond what is worth keeping for the next text.
    boolean isHuge() {
        return folded.length > 1 << 16 || target.length > 1 << 14;
    }
}
