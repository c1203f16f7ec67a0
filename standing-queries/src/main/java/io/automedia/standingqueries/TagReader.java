package io.automedia.standingqueries;

/// Adds the readings `#tag`, `@name` and `$cash` (README, rule 6): the tokens after the sign that follow each other
/// directly or behind underscores.
final class TagReader {
    private final Lattice lattice;
    private final StringBuilder text = new StringBuilder();
    private int part;
    private boolean open;
    private boolean pending;
    private char sigil;
    private int sourceStart;
    private int sourceEnd;
    private int first;
    private int last;
    private int underscores;

    TagReader(Lattice lattice) {
        this.lattice = lattice;
    }

    void begin(int inPart) {
        part = inPart;
        open = false;
        pending = false;
        underscores = 0;
    }

    /// A sign that surely has a token behind it.
    void start(char sign, int at) {
        end();
        pending = true;
        sigil = sign;
        sourceStart = at;
        underscores = 0;
    }

    void underscore() {
        underscores++;
    }

    /// Before a token: goes on, or ends if the gap has more than underscores in it.
    void before(byte kind, GapReader gap) {
        boolean belongs = kind == CharacterClass.WORD || kind == CharacterClass.CHARACTER;
        if (open && !(belongs && gap.isUnderscores())) {
            end();
        }
        if (pending && !belongs) {
            pending = false;
        }
        if (!open && !pending) {
            underscores = 0;
        }
    }

    boolean isHashtag() {
        return (open || pending) && sigil == '#';
    }

    void token(int textStart, int textEnd, int from, int to, int tokenEnd) {
        if (!open && !pending) {
            return;
        }
        if (pending) {
            pending = false;
            open = true;
            text.setLength(0);
            text.append(sigil);
            first = from;
        }
        text.repeat('_', underscores);
        underscores = 0;
        for (int i = textStart; i < textEnd; i++) {
            text.append(lattice.appendedAt(i));
        }
        last = to;
        sourceEnd = tokenEnd;
    }

    void end() {
        if (open) {
            int textStart = lattice.appended();
            lattice.append(text);
            lattice.edge(first, last, Reading.TAG, textStart, lattice.appended(), part, sourceStart, sourceEnd);
        }
        open = false;
        pending = false;
    }
}
