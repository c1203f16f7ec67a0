package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Inserts, changes and deletes documents together with their index entries, each document atomically. Nothing is
/// durable until {@link Store#awaitDurable()} has returned.
///
/// Locks: a change holds the lock of its record, and everybody holds the locks of the unique keys that he adds while
/// he looks whether they are free. Record locks are taken before key locks and never while holding one.
public final class DocumentWriter {
    private static final int CHUNK_DOCUMENTS = 512;
    private static final int CHUNK_BYTES = 4 << 20;

    private final Store store;
    private final StoredCollection collection;

    DocumentWriter(Store store, StoredCollection collection) {
        this.store = store;
        this.collection = collection;
    }

    /// Inserts documents that have an `_id`. After a failure goes on with the next one unless `ordered`.
    public List<WriteFailure> insert(List<RawDocument> documents, boolean ordered) {
        List<WriteFailure> failures = new ArrayList<>();
        int from = 0;
        while (from < documents.size() && (!ordered || failures.isEmpty())) {
            int to = chunkEnd(documents, from);
            insertChunk(documents, from, to, ordered, failures);
            from = to;
        }
        return failures;
    }

    private static int chunkEnd(List<RawDocument> documents, int from) {
        int to = from;
        long bytes = 0;
        while (to < documents.size() && to - from < CHUNK_DOCUMENTS && bytes < CHUNK_BYTES) {
            bytes += documents.get(to++).length();
        }
        return to;
    }

    private void insertChunk(
            List<RawDocument> documents, int from, int to, boolean ordered, List<WriteFailure> failures) {
        collection.structure().readLock().lock();
        try {
            refuseWhenDropped();
            List<DocumentKeys> keys = new ArrayList<>(to - from);
            int end = extract(documents, from, to, ordered, keys, failures);
            List<byte[]> wanted = new ArrayList<>();
            for (DocumentKeys of : keys) {
                wanted.addAll(of.uniqueKeysWithout(DocumentKeys.none(of.indexes())));
            }
            try (var _ = store.uniqueKeys().lock(wanted)) {
                new Insertion(documents, from, end, ordered, keys, failures).run();
            }
        } finally {
            collection.structure().readLock().unlock();
        }
    }

    /// Fills `keys`; returns where to stop because a document of an ordered insert cannot be indexed.
    private int extract(
            List<RawDocument> documents,
            int from,
            int to,
            boolean ordered,
            List<DocumentKeys> keys,
            List<WriteFailure> failures) {
        KeyBuilder builder = new KeyBuilder();
        IndexedPaths paths = collection.indexedPaths();
        for (int i = from; i < to; i++) {
            try {
                keys.add(DocumentKeys.of(documents.get(i), paths, builder));
            } catch (MongoError notIndexable) {
                failures.add(new WriteFailure(i, notIndexable));
                if (ordered) {
                    return i;
                }
                keys.add(new DocumentKeys(List.of(), List.of(), new long[0]));
            }
        }
        return to;
    }

    /// Changes one document. `change` gets it as it is now and returns what it becomes, itself for no change, or null
    /// when it is not to be touched; it may be asked again. Returns the change, or null when the record is gone or
    /// untouched.
    public @Nullable Change update(long record, Function<RawDocument, @Nullable RawDocument> change) {
        collection.structure().readLock().lock();
        try (var _ = store.records().lock(record)) {
            RawDocument before = current(record);
            RawDocument after = before == null ? null : change.apply(before);
            if (before == null || after == null) {
                return null;
            }
            if (!after.equals(before)) {
                replace(record, before, after);
            }
            return new Change(before, after);
        } finally {
            collection.structure().readLock().unlock();
        }
    }

    /// Deletes one document if it still is as wanted; returns what it was, or null.
    public @Nullable RawDocument delete(long record, Predicate<RawDocument> wanted) {
        collection.structure().readLock().lock();
        try (var _ = store.records().lock(record)) {
            RawDocument before = current(record);
            if (before == null || !wanted.test(before)) {
                return null;
            }
            DocumentKeys keys = DocumentKeys.of(before, collection.indexedPaths(), new KeyBuilder());
            BatchBuilder batch = store.batch();
            putEntries(record, DocumentKeys.none(keys.indexes()), keys, batch);
            batch.delete(Columns.DOCUMENTS, Snapshot.documentKey(collection.id(), record));
            collection.count(-1, -before.length(), batch);
            store.write(batch);
            collection.counted(-1, -before.length());
            return before;
        } finally {
            collection.structure().readLock().unlock();
        }
    }

    /// Encrypts a document with the current key if it is with another.
    void encryptAnew(long record) {
        collection.structure().readLock().lock();
        try (var _ = store.records().lock(record)) {
            byte[] key = Snapshot.documentKey(collection.id(), record);
            byte[] stored = collection.isDropped() ? null : store.read(Columns.DOCUMENTS, key);
            if (stored != null && !store.cipher().isCurrent(key, stored)) {
                byte[] plain = store.cipher().decrypt(key, stored);
                store.write(
                        store.batch().put(Columns.DOCUMENTS, key, store.cipher().encrypt(key, plain, 0, plain.length)));
            }
        } finally {
            collection.structure().readLock().unlock();
        }
    }

    private void replace(long record, RawDocument before, RawDocument after) {
        KeyBuilder builder = new KeyBuilder();
        IndexedPaths paths = collection.indexedPaths();
        DocumentKeys old = DocumentKeys.of(before, paths, builder);
        DocumentKeys changed = DocumentKeys.of(after, paths, builder);
        try (var _ = store.uniqueKeys().lock(changed.uniqueKeysWithout(old))) {
            refuseDuplicates(record, old, changed, after);
            BatchBuilder batch = store.batch();
            putEntries(record, changed, old, batch);
            putDocument(record, after, batch);
            long growth = (long) after.length() - before.length();
            collection.count(0, growth, batch);
            store.write(batch);
            collection.counted(0, growth);
        }
    }

    private void refuseDuplicates(long record, DocumentKeys old, DocumentKeys changed, RawDocument document) {
        for (int i = 0; i < changed.indexes().size(); i++) {
            Index index = changed.indexes().get(i);
            if (!index.isUnique()) {
                continue;
            }
            for (byte[] key : changed.without(i, old)) {
                byte[] holder = store.read(Columns.UNIQUE, key);
                if (holder != null && BigEndian.readLong(holder, 0) != record) {
                    throw DuplicateKey.error(collection.namespace(), index, key, document);
                }
            }
        }
    }

    private void putEntries(long record, DocumentKeys keys, DocumentKeys old, BatchBuilder batch) {
        for (int i = 0; i < keys.indexes().size(); i++) {
            Index index = keys.indexes().get(i);
            IndexWriter.deleteEntries(index, record, old.without(i, keys), batch);
            collection.noteMultikey(index, keys.multikeyFields()[i]);
            IndexWriter.putEntries(index, record, keys.without(i, old), batch);
        }
    }

    private void putDocument(long record, RawDocument document, BatchBuilder batch) {
        byte[] key = Snapshot.documentKey(collection.id(), record);
        if (store.cipher().encrypts()) {
            batch.put(
                    Columns.DOCUMENTS,
                    key,
                    store.cipher().encrypt(key, document.array(), document.offset(), document.length()));
        } else {
            batch.put(Columns.DOCUMENTS, key, document.array(), document.offset(), document.length());
        }
    }

    @Nullable
    RawDocument current(long record) {
        byte[] key = Snapshot.documentKey(collection.id(), record);
        byte[] stored = store.read(Columns.DOCUMENTS, key);
        return stored == null ? null : RawDocument.of(store.cipher().decrypt(key, stored));
    }

    private void refuseWhenDropped() {
        if (collection.isDropped()) {
            throw new MongoError(
                    ErrorCode.NAMESPACE_NOT_FOUND, "The collection " + collection.namespace() + " has been dropped");
        }
    }

    /// One chunk of an insert, while the locks of its unique keys are held.
    private final class Insertion {
        private final List<RawDocument> documents;
        private final int from;
        private final int to;
        private final boolean ordered;
        private final List<DocumentKeys> keys;
        private final List<WriteFailure> failures;
        private final Set<ByteKey> added = new HashSet<>();
        private final BatchBuilder batch = store.batch();
        private final NewEntries entries = new NewEntries();
        private long count;
        private long bytes;

        Insertion(
                List<RawDocument> documents,
                int from,
                int to,
                boolean ordered,
                List<DocumentKeys> keys,
                List<WriteFailure> failures) {
            this.documents = documents;
            this.from = from;
            this.to = to;
            this.ordered = ordered;
            this.keys = keys;
            this.failures = failures;
        }

        void run() {
            for (int i = from;
                    i < to
                            && !(ordered
                                    && !failures.isEmpty()
                                    && failures.getLast().index() >= from);
                    i++) {
                DocumentKeys of = keys.get(i - from);
                if (!of.indexes().isEmpty()) {
                    insert(i, of);
                }
            }
            if (!batch.isEmpty()) {
                entries.putInto(batch);
                collection.count(count, bytes, batch);
                store.write(batch);
                collection.counted(count, bytes);
            }
        }

        private void insert(int position, DocumentKeys of) {
            RawDocument document = documents.get(position);
            MongoError duplicate = duplicate(of, document);
            if (duplicate != null) {
                failures.add(new WriteFailure(position, duplicate));
                return;
            }
            long record = store.newRecord();
            addEntries(record, of);
            putDocument(record, document, batch);
            count++;
            bytes += document.length();
        }

        private void addEntries(long record, DocumentKeys of) {
            for (int i = 0; i < of.indexes().size(); i++) {
                Index index = of.indexes().get(i);
                collection.noteMultikey(index, of.multikeyFields()[i]);
                if (index.isUnique()) {
                    IndexWriter.putEntries(index, record, of.keys().get(i), batch);
                } else {
                    entries.add(index, record, of.keys().get(i));
                }
            }
        }

        private @Nullable MongoError duplicate(DocumentKeys of, RawDocument document) {
            List<ByteKey> mine = new ArrayList<>(2);
            for (int i = 0; i < of.indexes().size(); i++) {
                Index index = of.indexes().get(i);
                if (!index.isUnique()) {
                    continue;
                }
                for (byte[] key : of.keys().get(i)) {
                    ByteKey wrapped = new ByteKey(key);
                    if (added.contains(wrapped) || store.read(Columns.UNIQUE, key) != null) {
                        return DuplicateKey.error(collection.namespace(), index, key, document);
                    }
                    mine.add(wrapped);
                }
            }
            added.addAll(mine);
            return null;
        }
    }
}
