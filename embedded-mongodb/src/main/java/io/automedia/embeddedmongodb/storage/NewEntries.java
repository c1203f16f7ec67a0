package io.automedia.embeddedmongodb.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What many new documents add to their ordinary indexes. Each index gets its entries in the order of their keys: in
/// memory RocksDB finds the place of a neighbour much sooner than that of a key anywhere else.
final class NewEntries {
    private static final byte[] NOTHING = {};

    private final Map<Index, List<byte[]>> entries = new HashMap<>();

    void add(Index index, long record, List<byte[]> keys) {
        List<byte[]> ofIndex = entries.computeIfAbsent(index, _ -> new ArrayList<>());
        for (byte[] key : keys) {
            ofIndex.add(IndexWriter.ordinaryKey(key, record));
        }
    }

    void putInto(BatchBuilder batch) {
        for (List<byte[]> ofIndex : entries.values()) {
            ofIndex.sort(Arrays::compareUnsigned);
            ofIndex.forEach(entry -> batch.put(Columns.ORDINARY, entry, NOTHING));
        }
    }
}
