package io.automedia.standingqueries;

import java.util.Arrays;

/// Which row the query with an id has now: open addressing over primitives, in small tables so that growing one is
/// short. The writer's own.
final class RowsById {
    static final int NONE = -1;
    private static final int TABLES = 256;

    private final Table[] tables = new Table[TABLES];
    private int size;

    RowsById() {
        Arrays.setAll(tables, index -> new Table());
    }

    int size() {
        return size;
    }

    /// Returns the former row or [#NONE].
    int put(long id, int row) {
        int former = table(id).put(id, row);
        size += former == NONE ? 1 : 0;
        return former;
    }

    /// Returns the row it had or [#NONE].
    int remove(long id) {
        int former = table(id).remove(id);
        size -= former == NONE ? 0 : 1;
        return former;
    }

    private Table table(long id) {
        return tables[(int) (spread(id) >>> 56)];
    }

    private static long spread(long id) {
        long spread = (id ^ id >>> 32) * 0x9E3779B97F4A7C15L;
        return spread ^ spread >>> 29;
    }

    private static final class Table {
        private long[] ids = new long[4];
        private int[] rows = emptyRows(4);
        private int used;

        private static int[] emptyRows(int length) {
            int[] rows = new int[length];
            Arrays.fill(rows, NONE);
            return rows;
        }

        int put(long id, int row) {
            int at = find(id);
            int former = rows[at];
            ids[at] = id;
            rows[at] = row;
            if (former == NONE && ++used * 3 > rows.length * 2) {
                grow();
            }
            return former;
        }

        private int find(long id) {
            int at = home(id);
            while (rows[at] != NONE && ids[at] != id) {
                at = at + 1 & rows.length - 1;
            }
            return at;
        }

        private int home(long id) {
            return (int) spread(id) & rows.length - 1;
        }

        private void grow() {
            long[] formerIds = ids;
            int[] formerRows = rows;
            ids = new long[formerIds.length * 2];
            rows = emptyRows(ids.length);
            for (int i = 0; i < formerRows.length; i++) {
                if (formerRows[i] != NONE) {
                    int at = find(formerIds[i]);
                    ids[at] = formerIds[i];
                    rows[at] = formerRows[i];
                }
            }
        }

        int remove(long id) {
            int hole = find(id);
            int former = rows[hole];
            if (former == NONE) {
                return NONE;
            }
            used--;
            int mask = rows.length - 1;
            // close the hole, so that what comes after it in the cluster is still found
            for (int at = hole + 1 & mask; rows[at] != NONE; at = at + 1 & mask) {
                if ((at - home(ids[at]) & mask) >= (at - hole & mask)) {
                    ids[hole] = ids[at];
                    rows[hole] = rows[at];
                    hole = at;
                }
            }
            rows[hole] = NONE;
            return former;
        }
    }
}
