package io.automedia.embeddedmongodb.planner;

import java.util.Arrays;

/// A growing list of record ids.
final class Records {
    private long[] ids = new long[64];
    private int size;

    void add(long id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    LongSet asSet() {
        LongSet set = new LongSet();
        for (int i = 0; i < size; i++) {
            set.add(ids[i]);
        }
        return set;
    }

    /// Those that are also in a set, in their order.
    Records in(LongSet set) {
        Records common = new Records();
        for (int i = 0; i < size; i++) {
            if (set.contains(ids[i])) {
                common.add(ids[i]);
            }
        }
        return common;
    }

    RecordSource asSource() {
        return new RecordSource() {
            private int position = -1;

            @Override
            public boolean next() {
                return ++position < size;
            }

            @Override
            public long record() {
                return ids[position];
            }

            @Override
            public long keysExamined() {
                return 0;
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }
}
