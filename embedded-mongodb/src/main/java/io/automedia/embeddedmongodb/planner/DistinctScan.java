package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.storage.EntryIterator;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexField;
import io.automedia.embeddedmongodb.storage.KeyBuilder;
import io.automedia.embeddedmongodb.storage.KeyEncoding;
import io.automedia.embeddedmongodb.storage.KeyRange;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jumps through an index from one value of its first field to the next, and reads one document for each.
final class DistinctScan {
    private final int collectionId;
    private final Index index;
    private final IndexField field;
    private final Snapshot snapshot;
    private final List<RawValue> values = new ArrayList<>();

    private DistinctScan(int collectionId, Index index, Snapshot snapshot) {
        this.collectionId = collectionId;
        this.index = index;
        this.field = index.definition().fields().getFirst();
        this.snapshot = snapshot;
    }

    /// The values of a field in all documents, or null when no index has them all: nulls and missing fields are the
    /// same in an index and not the same here.
    static @Nullable List<RawValue> of(int collectionId, List<Index> indexes, FieldPath path, Snapshot snapshot) {
        for (Index index : indexes) {
            boolean fits = index.isReadyIn(snapshot)
                    && !index.isPartial()
                    && index.definition().fields().getFirst().path().dotted().equals(path.dotted());
            if (fits) {
                DistinctScan scan = new DistinctScan(collectionId, index, snapshot);
                return scan.run() ? scan.values : null;
            }
        }
        return null;
    }

    private boolean run() {
        byte[] id = new KeyBuilder().id(index.definition().id()).toBytes();
        KeyRange all = KeyRange.ofIndex(index.definition().id());
        try (EntryIterator entries = snapshot.entries(index, all, false)) {
            boolean more = entries.next();
            while (more) {
                byte[] encoded = valueAt(entries, id.length);
                if (encoded.length == 0) {
                    return false;
                }
                byte[] prefix = Arrays.copyOf(id, id.length + encoded.length);
                System.arraycopy(encoded, 0, prefix, id.length, encoded.length);
                more = entries.seek(KeyRange.ofPrefix(prefix).high());
            }
        }
        return true;
    }

    /// Notes the value in which the entry begins and returns its bytes; nothing when the document shows no such value.
    private byte[] valueAt(EntryIterator entries, int offset) {
        RawDocument document = snapshot.document(collectionId, entries.record());
        if (document == null) {
            return new byte[0];
        }
        byte[][] found = new byte[1][];
        byte[] entry = entries.entry();
        Distinct.visit(document, field.path(), value -> {
            KeyBuilder builder = new KeyBuilder();
            KeyEncoding.append(value, field.descending(), builder);
            byte[] encoded = builder.toBytes();
            boolean here = found[0] == null
                    && !value.isNull()
                    && offset + encoded.length <= entry.length
                    && Arrays.equals(entry, offset, offset + encoded.length, encoded, 0, encoded.length);
            if (here) {
                found[0] = encoded;
                values.add(value);
            }
        });
        return found[0] == null ? new byte[0] : found[0];
    }
}
