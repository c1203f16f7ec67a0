package io.automedia.standingqueries;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// One of the open-addressing tables that together hold the trie of token sequences: cells of key, value and where
/// the phrase is spelled. Never grows; a larger one takes its place. One writer, any number of readers: what
/// belongs to a key is there before the key, what belongs to a value before the value.
///
/// A cell is either a path (its spelling is 0; longer sequences go on from it) or a phrase, unique by key and spelling,
/// so that two phrases with the same key are two cells.
final class Shard {
    static final Shard EMPTY = new Shard(1, 1);

    private static final int WIDTH = 3;
    private static final int VALUE = 1;
    private static final int SPELLING = 2;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LISTS = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final long[] NONE = {0};

    private final long[] cells;
    private final int mask;
    private final long[][] lists;
    private final char[] letters;
    // these three are the writer's own
    private final int[] references;
    private int used;
    private int lettersUsed = 1;

    Shard(int capacity, int letterCapacity) {
        cells = new long[capacity * WIDTH];
        mask = capacity - 1;
        lists = new long[capacity][];
        Arrays.fill(lists, NONE);
        letters = new char[letterCapacity];
        references = new int[capacity];
    }

    int first(long key) {
        return (int) key & mask;
    }

    /// Has the cell fetched into the cache, see [Rows#touch].
    long touch(int cell) {
        return cells[cell * WIDTH];
    }

    int after(int cell) {
        return cell + 1 & mask;
    }

    /// 0 at the end of a cluster.
    long key(int cell) {
        return (long) LONGS.getAcquire(cells, cell * WIDTH);
    }

    long value(int cell) {
        return (long) LONGS.getAcquire(cells, cell * WIDTH + VALUE);
    }

    /// The postings of a phrase whose value is [Posting#LIST], from index 1 to the first 0 or the end.
    long[] list(int cell) {
        return (long[]) LISTS.getAcquire(lists, cell);
    }

    static long at(long[] list, int index) {
        return (long) LONGS.getAcquire(list, index);
    }

    char[] letters() {
        return letters;
    }

    int spelling(int cell) {
        return (int) cells[cell * WIDTH + SPELLING];
    }

    // the writer's part

    boolean hasRoomFor(int moreLetters) {
        int capacity = mask + 1;
        return (used + 1) * 3 <= capacity * 2 && lettersUsed + moreLetters <= letters.length;
    }

    /// A copy without what is no longer referred to, with room for as much again as is left.
    Shard rebuilt(int moreLetters) {
        int kept = 0;
        int keptLetters = 1;
        for (int cell = 0; cell <= mask; cell++) {
            if (references[cell] > 0) {
                kept++;
                keptLetters += spelling(cell) == 0 ? 0 : spelledLength(cell);
            }
        }
        int capacity = Math.max(8, Integer.highestOneBit(kept + 1) * 4);
        Shard copy = new Shard(capacity, Math.max(32, keptLetters + keptLetters / 2 + moreLetters));
        for (int cell = 0; cell <= mask; cell++) {
            if (references[cell] > 0) {
                copy.take(this, cell);
            }
        }
        return copy;
    }

    private void take(Shard from, int old) {
        int cell = free(from.cells[old * WIDTH]);
        int spelled = from.spelling(old);
        if (spelled != 0) {
            int length = from.spelledLength(old);
            cells[cell * WIDTH + SPELLING] = lettersUsed;
            System.arraycopy(from.letters, spelled, letters, lettersUsed, length);
            lettersUsed += length;
        }
        lists[cell] = from.lists[old];
        references[cell] = from.references[old];
        cells[cell * WIDTH + VALUE] = from.cells[old * WIDTH + VALUE];
        cells[cell * WIDTH] = from.cells[old * WIDTH];
        used++;
    }

    private int spelledLength(int cell) {
        int end = spelling(cell);
        while (letters[end] != Spelling.END) {
            end++;
        }
        return end + 1 - spelling(cell);
    }

    private int free(long key) {
        int cell = first(key);
        while (cells[cell * WIDTH] != 0) {
            cell = after(cell);
        }
        return cell;
    }

    /// The cell of the path (an empty spelling) or phrase, or -1.
    int find(long key, char[] spelled) {
        int cell = first(key);
        while (cells[cell * WIDTH] != 0) {
            if (cells[cell * WIDTH] == key && isSpelled(cell, spelled)) {
                return cell;
            }
            cell = after(cell);
        }
        return -1;
    }

    private boolean isSpelled(int cell, char[] spelled) {
        int from = spelling(cell);
        if (from == 0 || spelled.length == 0) {
            return from == 0 && spelled.length == 0;
        }
        int to = from + spelled.length;
        return to <= letters.length && Arrays.equals(letters, from, to, spelled, 0, spelled.length);
    }

    /// A new cell; the caller has made sure that there is room.
    int insert(long key, char[] spelled) {
        int cell = free(key);
        if (spelled.length > 0) {
            System.arraycopy(spelled, 0, letters, lettersUsed, spelled.length);
            cells[cell * WIDTH + SPELLING] = lettersUsed;
            lettersUsed += spelled.length;
        }
        used++;
        LONGS.setRelease(cells, cell * WIDTH, key);
        return cell;
    }

    void enterPath(int cell) {
        references[cell]++;
        LONGS.setRelease(cells, cell * WIDTH + VALUE, Posting.PATH);
    }

    void leavePath(int cell) {
        if (--references[cell] == 0) {
            LONGS.setRelease(cells, cell * WIDTH + VALUE, 0L);
        }
    }

    void add(int cell, long posting) {
        references[cell]++;
        long value = cells[cell * WIDTH + VALUE];
        if (value == 0) {
            LONGS.setRelease(cells, cell * WIDTH + VALUE, posting);
        } else if (value == Posting.LIST) {
            append(cell, posting);
        } else {
            LISTS.setRelease(lists, cell, new long[] {2, value, posting, 0});
            LONGS.setRelease(cells, cell * WIDTH + VALUE, Posting.LIST);
        }
    }

    // index 0 of a list is the writer's: how many entries there are, and in the upper half how many of them are gone

    private void append(int cell, long posting) {
        long[] list = lists[cell];
        int next = (int) list[0] + 1;
        if (next == list.length) {
            long[] longer = Arrays.copyOf(list, next + Math.max(4, next / 2));
            longer[next] = posting;
            longer[0]++;
            LISTS.setRelease(lists, cell, longer);
        } else {
            list[0]++;
            LONGS.setRelease(list, next, posting);
        }
    }

    void remove(int cell, long posting) {
        references[cell]--;
        if (references[cell] == 0) {
            LONGS.setRelease(cells, cell * WIDTH + VALUE, 0L);
            LISTS.setRelease(lists, cell, NONE);
            return;
        }
        long[] list = lists[cell];
        int size = (int) list[0];
        for (int i = 1; i <= size; i++) {
            if (Posting.isSame(list[i], posting)) {
                LONGS.setRelease(list, i, Posting.GONE);
                list[0] += 1L << 32;
                break;
            }
        }
        if (size > 8 && list[0] >>> 32 > size / 2) {
            LISTS.setRelease(lists, cell, compacted(list, size));
        }
    }

    private static long[] compacted(long[] list, int size) {
        long[] kept = new long[size - (int) (list[0] >>> 32) + 4];
        int count = 0;
        for (int i = 1; i <= size; i++) {
            if (list[i] != Posting.GONE) {
                kept[++count] = list[i];
            }
        }
        kept[0] = count;
        return kept;
    }
}
