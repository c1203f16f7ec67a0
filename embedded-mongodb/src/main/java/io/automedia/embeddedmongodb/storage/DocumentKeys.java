package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of one document in all indexes of its collection.
@SuppressWarnings("ArrayRecordComponent") // never compared
record DocumentKeys(List<Index> indexes, List<List<byte[]>> keys, long[] multikeyFields) {

    static DocumentKeys of(RawDocument document, IndexedPaths paths, KeyBuilder builder) {
        List<Index> indexes = paths.indexes();
        @Nullable RawValue[] values = paths.valuesOf(document);
        List<List<byte[]>> keys = new ArrayList<>(indexes.size());
        long[] multikey = new long[indexes.size()];
        for (int i = 0; i < indexes.size(); i++) {
            IndexKeys found = IndexKeys.of(document, values, paths, i, builder);
            keys.add(found.keys());
            multikey[i] = found.multikeyFields();
        }
        return new DocumentKeys(indexes, keys, multikey);
    }

    static DocumentKeys none(List<Index> indexes) {
        List<List<byte[]>> keys = new ArrayList<>(indexes.size());
        indexes.forEach(_ -> keys.add(List.of()));
        return new DocumentKeys(indexes, keys, new long[indexes.size()]);
    }

    /// The keys at one position that `other` has not.
    List<byte[]> without(int position, DocumentKeys other) {
        List<byte[]> mine = keys.get(position);
        List<byte[]> theirs = other.keys.get(position);
        if (theirs.isEmpty()) {
            return mine;
        }
        List<byte[]> rest = new ArrayList<>();
        for (byte[] key : mine) {
            if (!contains(theirs, key)) {
                rest.add(key);
            }
        }
        return rest;
    }

    List<byte[]> uniqueKeysWithout(DocumentKeys other) {
        List<byte[]> result = new ArrayList<>();
        for (int i = 0; i < indexes.size(); i++) {
            if (indexes.get(i).isUnique()) {
                result.addAll(without(i, other));
            }
        }
        return result;
    }

    private static boolean contains(List<byte[]> keys, byte[] wanted) {
        for (byte[] key : keys) {
            if (Arrays.equals(key, wanted)) {
                return true;
            }
        }
        return false;
    }
}
