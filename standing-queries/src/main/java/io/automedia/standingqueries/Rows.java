package io.automedia.standingqueries;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// What each version of a query demands beyond its terms and its filter signature, one cache line a row: from which
/// state on it holds and from which on no more, up to three excluded phrases, the least followers, up to two
/// minimums, and its id. What doesn't fit is in [Demands]. Rows stay where they are; chunks are added.
final class Rows {
    static final long NEVER = Long.MAX_VALUE;

    private static final int CHUNK_BITS = 12;
    private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;
    private static final int WIDTH_BITS = 3;
    private static final int BORN = 0;
    private static final int DIED = 1;
    private static final int EXCLUDES = 2;
    private static final int FOLLOWERS = 3;
    private static final int MINIMUMS = 4;
    // a third exclude in the lower half, above it one byte for the number of each minimum's metric, and flags
    private static final int MIXED = 6;
    private static final int ID = 7;
    private static final int METRICS_SHIFT = 32;
    private static final long HAS_DEMANDS = 1L << 48;
    private static final long HAS_SHARED = 1L << 49;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle PACKED = MethodHandles.arrayElementVarHandle(byte[][].class);
    private static final byte[] NOTHING = {};

    private final long[][] chunks = new long[Posting.MOST_ROWS >> CHUNK_BITS][];
    private final byte[][][] queries = new byte[Posting.MOST_ROWS >> CHUNK_BITS][][];

    Rows() {
        Arrays.fill(chunks, new long[0]);
        Arrays.fill(queries, new byte[0][]);
    }

    /// Writes a row that nobody may see yet.
    void write(int row, long id, byte[] query, Demands demands, boolean fits, boolean isExact) {
        if (chunks[row >> CHUNK_BITS].length == 0) {
            byte[][] added = new byte[1 << CHUNK_BITS][];
            Arrays.fill(added, NOTHING);
            queries[row >> CHUNK_BITS] = added;
            long[] cells = new long[1 << (CHUNK_BITS + WIDTH_BITS)];
            chunks[row >> CHUNK_BITS] = cells;
        }
        long[] chunk = chunks[row >> CHUNK_BITS];
        int at = at(row);
        LONGS.setRelease(chunk, at + BORN, NEVER);
        LONGS.setRelease(chunk, at + DIED, NEVER);
        Arrays.fill(chunk, at + EXCLUDES, at + (1 << WIDTH_BITS), 0);
        chunk[at + ID] = id;
        int[] excludes = demands.excludes();
        chunk[at + EXCLUDES] = exclude(excludes, 0) | exclude(excludes, 1) << 32;
        chunk[at + MIXED] = exclude(excludes, 2) | (fits ? 0 : HAS_DEMANDS) | (isExact ? 0 : HAS_SHARED);
        long followers = demands.filters().minFollowers();
        chunk[at + FOLLOWERS] = followers == 0 ? Long.MIN_VALUE : followers;
        PACKED.setRelease(queries[row >> CHUNK_BITS], row & IN_CHUNK, query);
    }

    private static long exclude(int[] excludes, int index) {
        return index < excludes.length ? excludes[index] : 0;
    }

    /// Adds one of at most two minimums while nobody may see the row yet.
    void writeMinimum(int row, int index, int metric, long minimum) {
        long[] chunk = chunks[row >> CHUNK_BITS];
        chunk[at(row) + MIXED] |= (long) metric << (METRICS_SHIFT + 8 * index);
        chunk[at(row) + MINIMUMS + index] = minimum;
    }

    void begin(int row, long state) {
        LONGS.setRelease(chunks[row >> CHUNK_BITS], at(row) + BORN, state);
    }

    void end(int row, long state) {
        LONGS.setRelease(chunks[row >> CHUNK_BITS], at(row) + DIED, state);
    }

    /// Takes a row out of every state and lets its query go.
    void clear(int row) {
        LONGS.setRelease(chunks[row >> CHUNK_BITS], at(row) + BORN, NEVER);
        PACKED.setRelease(queries[row >> CHUNK_BITS], row & IN_CHUNK, NOTHING);
    }

    byte[] query(int row) {
        return (byte[]) PACKED.getAcquire(queries[row >> CHUNK_BITS], row & IN_CHUNK);
    }

    /// Has the row fetched into the cache. To be called for many rows before any is looked at, so that one doesn't wait
    /// for the other; the result is only there to be used.
    long touch(int row) {
        return chunks[row >> CHUNK_BITS][at(row)];
    }

    /// Looks at the end before the beginning: between the two, a dead row may be given to another query, whose end is
    /// not known yet but whose beginning is later than the state.
    boolean holds(int row, long state) {
        long[] chunk = chunks[row >> CHUNK_BITS];
        int at = at(row);
        return state < (long) LONGS.getAcquire(chunk, at + DIED) && (long) LONGS.getAcquire(chunk, at + BORN) <= state;
    }

    /// Whether the text meets the demands in the row itself.
    boolean isMet(int row, Facts facts) {
        long[] chunk = chunks[row >> CHUNK_BITS];
        int at = at(row);
        if (facts.followers() < chunk[at + FOLLOWERS]) {
            return false;
        }
        long mixed = chunk[at + MIXED];
        int first = (int) (mixed >>> METRICS_SHIFT) & 0xFF;
        if (first != 0 && !(facts.count(first) >= chunk[at + MINIMUMS])) {
            return false;
        }
        int second = (int) (mixed >>> (METRICS_SHIFT + 8)) & 0xFF;
        if (second != 0 && !(facts.count(second) >= chunk[at + MINIMUMS + 1])) {
            return false;
        }
        return !facts.hasExclude(chunk[at + EXCLUDES]) && !facts.hasExclude(mixed & 0xFFFFFFFFL);
    }

    long id(int row) {
        return chunks[row >> CHUNK_BITS][at(row) + ID];
    }

    /// Whether there is more to look at than the row: demands that don't fit into it, or, if the text has a value that
    /// shares its bit, filters that do so.
    boolean hasMore(int row, boolean textIsExact) {
        long flags = textIsExact ? HAS_DEMANDS : HAS_DEMANDS | HAS_SHARED;
        return (chunks[row >> CHUNK_BITS][at(row) + MIXED] & flags) != 0;
    }

    private static int at(int row) {
        return (row & IN_CHUNK) << WIDTH_BITS;
    }
}
