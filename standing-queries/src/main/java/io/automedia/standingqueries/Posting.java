package io.automedia.standingqueries;

/// One entry of a phrase in 64 bits: from the top 24 bits of row, 8 of the term's place in its query, 30 of filter
/// [signature][Signatures], one that marks an excluded phrase (whose number stands for the row), one that marks a list.
final class Posting {
    /// The value of a phrase that has more than one posting.
    static final long LIST = 1;
    /// A posting in a list that has been taken out: its empty signature lets nothing pass.
    static final long GONE = 1;
    /// The value of a sequence of tokens that a longer one begins with.
    static final long PATH = 3;

    static final int MOST_ROWS = 1 << 24;

    private static final long EXCLUDE = 2;

    private Posting() {}

    static long of(int row, int term, int signature) {
        return owner(row, term) << 32 | (long) signature << 2;
    }

    static long exclude(int number) {
        return owner(number, 0) << 32 | (long) Signatures.ANY << 2 | EXCLUDE;
    }

    static long owner(int row, int term) {
        return (long) row << 8 | term;
    }

    static long owner(long posting) {
        return posting >>> 32;
    }

    static int row(long posting) {
        return (int) (posting >>> 40);
    }

    static int term(long posting) {
        return (int) (posting >>> 32) & 0xFF;
    }

    static boolean isExclude(long posting) {
        return (posting & EXCLUDE) != 0;
    }

    static boolean isSame(long posting, long other) {
        return posting != GONE && owner(posting) == owner(other) && isExclude(posting) == isExclude(other);
    }

    /// The bits that a posting must have so that a text with this signature passes.
    static long needed(int textSignature) {
        return (long) textSignature << 2;
    }
}
