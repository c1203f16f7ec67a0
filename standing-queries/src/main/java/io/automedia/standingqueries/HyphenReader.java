package io.automedia.standingqueries;

/// Adds the readings of words with a hyphen between them as one word (README, rule 5): each two neighbours, and the
/// whole run where it is longer.
final class HyphenReader {
    private final Lattice lattice;
    private int part;
    private int count;
    private boolean joins;
    private final StringBuilder run = new StringBuilder();
    private int runFirst;
    private int runStart;
    private int runLast;
    private int runEnd;
    private int first;
    private int start;
    private int textStart;
    private int textEnd;

    HyphenReader(Lattice lattice) {
        this.lattice = lattice;
    }

    void begin(int inPart) {
        part = inPart;
        count = 0;
        joins = false;
    }

    void before(byte kind, GapReader gap) {
        joins = joins && kind == CharacterClass.WORD && gap.isHyphen();
        if (!joins) {
            end();
        }
    }

    void word(int from, int to, int fromNode, int toNode, int sourceStart, int sourceEnd, boolean hasSuffix) {
        if (count > 0) {
            int joined = lattice.appended();
            lattice.appendAgain(textStart, textEnd);
            lattice.appendAgain(from, to);
            lattice.edge(first, toNode, Reading.JOINED, joined, lattice.appended(), part, start, sourceEnd);
        } else {
            run.setLength(0);
            runFirst = fromNode;
            runStart = sourceStart;
        }
        for (int i = from; i < to; i++) {
            run.append(lattice.appendedAt(i));
        }
        count++;
        runLast = toNode;
        runEnd = sourceEnd;
        first = fromNode;
        start = sourceStart;
        textStart = from;
        textEnd = to;
        joins = !hasSuffix;
    }

    void end() {
        if (count > 2) {
            int joined = lattice.appended();
            lattice.append(run);
            lattice.edge(runFirst, runLast, Reading.JOINED, joined, lattice.appended(), part, runStart, runEnd);
        }
        count = 0;
        joins = false;
    }
}
