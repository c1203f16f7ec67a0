package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates and drops the indexes of a collection. A new index is written to by everybody from its first moment, filled
/// from what is stored while the collection serves on, and read only when it is complete.
public final class IndexWriter {
    private static final byte[] NOTHING = {};
    private static final int CHUNK = 256;

    private final Store store;
    private final StoredCollection collection;

    IndexWriter(Store store, StoredCollection collection) {
        this.store = store;
        this.collection = collection;
    }

    /// Creates an index and returns when it is complete and durable; throws DuplicateKey and leaves nothing behind when
    /// the documents do not allow it.
    public void create(RawDocument specification) {
        Index index = announce(specification);
        try {
            fill(index);
        } catch (RuntimeException failed) {
            remove(index);
            store.awaitDurable();
            throw failed;
        }
        structural(() -> {
            index.becomeReady(store.database().getLatestSequenceNumber());
            collection.save();
        });
        store.awaitDurable();
    }

    /// Drops an index by its name; the one of `_id` stays.
    public void drop(String name) {
        Index index = collection.indexNamed(name);
        if (index == null) {
            throw new MongoError(ErrorCode.INDEX_NOT_FOUND, "index not found with name [" + name + "]");
        }
        if (index.definition().isIdIndex()) {
            throw new MongoError(ErrorCode.INVALID_OPTIONS, "cannot drop _id index");
        }
        remove(index);
        store.awaitDurable();
    }

    /// Gives an index another specification with the same key, as `collMod` does for `expireAfterSeconds`.
    public void change(Index index, RawDocument specification) {
        structural(() -> {
            Index changed = collection.index(
                    IndexDefinition.of(index.definition().id(), specification), index.multikeyFields(), true);
            changed.becomeReady(index.readySince());
            List<Index> indexes = new ArrayList<>(collection.indexes());
            indexes.replaceAll(each -> each == index ? changed : each);
            collection.changeIndexes(indexes);
        });
        store.awaitDurable();
    }

    /// An index whose build a crash interrupted was never acknowledged, so it goes.
    void removeUnfinished() {
        for (Index index : collection.indexes()) {
            if (!index.isReady()) {
                remove(index);
            }
        }
    }

    private Index announce(RawDocument specification) {
        Index index = collection.index(IndexDefinition.of(collection.newIndexId(), specification), 0, false);
        structural(() -> {
            List<Index> indexes = new ArrayList<>(collection.indexes());
            indexes.add(index);
            collection.changeIndexes(indexes);
        });
        return index;
    }

    private void remove(Index index) {
        structural(() -> {
            List<Index> indexes = new ArrayList<>(collection.indexes());
            indexes.remove(index);
            collection.changeIndexes(indexes);
            BatchBuilder batch = store.batch();
            deleteEntries(index, batch);
            store.write(batch);
        });
    }

    private void structural(Runnable change) {
        collection.structure().writeLock().lock();
        try {
            change.run();
        } finally {
            collection.structure().writeLock().unlock();
        }
    }

    private void fill(Index index) {
        try (Snapshot snapshot = store.snapshot();
                DocumentIterator documents = snapshot.documents(collection.id(), false)) {
            IndexedPaths paths = IndexedPaths.of(List.of(index));
            List<Long> chunk = new ArrayList<>(CHUNK);
            while (documents.next()) {
                chunk.add(documents.record());
                if (chunk.size() == CHUNK) {
                    fill(index, paths, chunk);
                    chunk.clear();
                }
            }
            fill(index, paths, chunk);
        }
    }

    /// Adds the entries of documents as they are now; a record's lock keeps it from changing meanwhile.
    private void fill(Index index, IndexedPaths paths, List<Long> records) {
        KeyBuilder builder = new KeyBuilder();
        for (long record : records) {
            try (var _ = store.records().lock(record)) {
                RawDocument document = collection.writer().current(record);
                if (document != null) {
                    add(index, record, document, paths, builder);
                }
            }
        }
    }

    private void add(Index index, long record, RawDocument document, IndexedPaths paths, KeyBuilder builder) {
        IndexKeys found = IndexKeys.of(document, paths.valuesOf(document), paths, 0, builder);
        collection.noteMultikey(index, found.multikeyFields());
        BatchBuilder batch = store.batch();
        if (!index.isUnique()) {
            putEntries(index, record, found.keys(), batch);
            writeUnlessEmpty(batch);
            return;
        }
        try (var _ = store.uniqueKeys().lock(found.keys())) {
            for (byte[] key : found.keys()) {
                byte @Nullable [] holder = store.read(Columns.UNIQUE, key);
                if (holder != null && BigEndian.readLong(holder, 0) != record) {
                    throw DuplicateKey.error(collection.namespace(), index, key, document);
                }
            }
            putEntries(index, record, found.keys(), batch);
            writeUnlessEmpty(batch);
        }
    }

    private void writeUnlessEmpty(BatchBuilder batch) {
        if (!batch.isEmpty()) {
            store.write(batch);
        }
    }

    static void putEntries(Index index, long record, List<byte[]> keys, BatchBuilder batch) {
        for (byte[] key : keys) {
            if (index.isUnique()) {
                byte[] value = new byte[8];
                BigEndian.writeLong(value, 0, record);
                batch.put(Columns.UNIQUE, key, value);
            } else {
                batch.put(Columns.ORDINARY, ordinaryKey(key, record), NOTHING);
            }
        }
    }

    static void deleteEntries(Index index, long record, List<byte[]> keys, BatchBuilder batch) {
        for (byte[] key : keys) {
            if (index.isUnique()) {
                batch.delete(Columns.UNIQUE, key);
            } else {
                batch.delete(Columns.ORDINARY, ordinaryKey(key, record));
            }
        }
    }

    static void deleteEntries(Index index, BatchBuilder batch) {
        KeyRange all = KeyRange.ofIndex(index.definition().id());
        batch.deleteRange(index.isUnique() ? Columns.UNIQUE : Columns.ORDINARY, all.low(), all.high());
    }

    static byte[] ordinaryKey(byte[] key, long record) {
        byte[] entry = java.util.Arrays.copyOf(key, key.length + 8);
        BigEndian.writeLong(entry, key.length, record);
        return entry;
    }
}
