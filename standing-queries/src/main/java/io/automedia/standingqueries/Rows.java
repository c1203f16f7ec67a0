package io.automedia.standingqueries;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// What each version of a query demands beyond its terms and its filter signature, one cache line a row: from which
/// state on it holds and from which on no more, up to four excluded phrases, the least followers, and up to two
/// minimums. What doesn't fit is in [Demands]. Rows stay where they are; chunks are added.
final class Rows {
    static final long NEVER = Long.MAX_VALUE;

    private static final int CHUNK_BITS = 12;
    private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;
    private static final int WIDTH_BITS = 3;
    private static final int BORN = 0;
    private static final int DIED = 1;
    private static final int EXCLUDES = 2;
    private static final int FOLLOWERS = 4;
    private static final int METRICS = 5;
    private static final int MINIMUMS = 6;
    private static final long HAS_DEMANDS = 1L << 32;
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
    void write(int row, byte[] query, Demands demands, boolean keepsDemands) {
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
        int[] excludes = demands.excludes();
        int inline = Math.min(4, excludes.length);
        for (int i = 0; i < inline; i++) {
            chunk[at + EXCLUDES + i / 2] |= (long) excludes[i] << (32 * (i % 2));
        }
        long followers = demands.filters().minFollowers();
        chunk[at + FOLLOWERS] = followers == 0 ? Long.MIN_VALUE : followers;
        chunk[at + METRICS] = keepsDemands ? HAS_DEMANDS : 0;
        PACKED.setRelease(queries[row >> CHUNK_BITS], row & IN_CHUNK, query);
    }

    /// Adds one of at most two minimums while nobody may see the row yet.
    void writeMinimum(int row, int index, int metric, long minimum) {
        long[] chunk = chunks[row >> CHUNK_BITS];
        chunk[at(row) + METRICS] |= (long) metric << (16 * index);
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

    boolean holds(int row, long state) {
        long[] chunk = chunks[row >> CHUNK_BITS];
        int at = at(row);
        return (long) LONGS.getAcquire(chunk, at + BORN) <= state && state < (long) LONGS.getAcquire(chunk, at + DIED);
    }

    /// Whether the text meets the demands in the row itself.
    boolean isMet(int row, Facts facts) {
        long[] chunk = chunks[row >> CHUNK_BITS];
        int at = at(row);
        if (facts.followers() < chunk[at + FOLLOWERS]) {
            return false;
        }
        long metrics = chunk[at + METRICS];
        if ((metrics & 0xFFFF) != 0 && !(facts.count((int) metrics & 0xFFFF) >= chunk[at + MINIMUMS])) {
            return false;
        }
        int second = (int) (metrics >>> 16) & 0xFFFF;
        if (second != 0 && !(facts.count(second) >= chunk[at + MINIMUMS + 1])) {
            return false;
        }
        return !facts.hasExclude(chunk[at + EXCLUDES]) && !facts.hasExclude(chunk[at + EXCLUDES + 1]);
    }

    boolean hasDemands(int row) {
        return (chunks[row >> CHUNK_BITS][at(row) + METRICS] & HAS_DEMANDS) != 0;
    }

    private static int at(int row) {
        return (row & IN_CHUNK) << WIDTH_BITS;
    }
}
