package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/// The whole store as it was at one moment. Cheap to take, must be closed, may be read by one thread at a time.
public final class Snapshot implements AutoCloseable {
    private final RocksFiles files;
    private final ValueCipher cipher;
    private final org.rocksdb.Snapshot snapshot;
    private final ReadOptions options;
    private final long sequence;
    private boolean closed;

    Snapshot(RocksFiles files, ValueCipher cipher) {
        this.files = files;
        this.cipher = cipher;
        this.snapshot = files.database().getSnapshot();
        this.sequence = snapshot.getSequenceNumber();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    /// The number of the last write it contains.
    long sequence() {
        return sequence;
    }

    /// A document by its record id, or null when it is not there.
    public @Nullable RawDocument document(int collectionId, long record) {
        byte[] key = documentKey(collectionId, record);
        try {
            byte[] stored = files.database().get(files.handle(Columns.DOCUMENTS), options, key);
            return stored == null ? null : RawDocument.of(cipher.decrypt(key, stored));
        } catch (RocksDBException failed) {
            throw Store.unreadable(failed);
        }
    }

    /// Several documents in the order asked for; null where one is not there.
    public List<@Nullable RawDocument> documents(int collectionId, long[] records, int count) {
        if (count == 1) {
            List<@Nullable RawDocument> single = new ArrayList<>(1);
            single.add(document(collectionId, records[0]));
            return single;
        }
        List<byte[]> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(documentKey(collectionId, records[i]));
        }
        List<byte @Nullable []> stored = multiGet(Columns.DOCUMENTS, keys);
        List<@Nullable RawDocument> documents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] value = stored.get(i);
            documents.add(value == null ? null : RawDocument.of(cipher.decrypt(keys.get(i), value)));
        }
        return documents;
    }

    /// The record that holds a key of a unique index, or -1.
    public long uniqueRecord(byte[] key) {
        try {
            byte[] record = files.database().get(files.handle(Columns.UNIQUE), options, key);
            return record == null ? -1 : BigEndian.readLong(record, 0);
        } catch (RocksDBException failed) {
            throw Store.unreadable(failed);
        }
    }

    /// Whether an ordinary index has an entry, key and record id together.
    boolean hasEntry(byte[] entry) {
        try {
            return files.database().get(files.handle(Columns.ORDINARY), options, entry) != null;
        } catch (RocksDBException failed) {
            throw Store.unreadable(failed);
        }
    }

    /// As `uniqueRecord`, for many keys at once.
    public long[] uniqueRecords(List<byte[]> keys) {
        List<byte @Nullable []> stored = multiGet(Columns.UNIQUE, keys);
        long[] records = new long[keys.size()];
        for (int i = 0; i < records.length; i++) {
            byte[] record = stored.get(i);
            records[i] = record == null ? -1 : BigEndian.readLong(record, 0);
        }
        return records;
    }

    /// Entries of an index in their order.
    public EntryIterator entries(Index index, KeyRange range, boolean backwards) {
        return new EntryIterator(
                files.database(), files.handle(column(index)), snapshot, range, index.isUnique(), backwards);
    }

    /// About how many bytes the entries of an index in some ranges take, for comparison only.
    public long approximateBytes(Index index, List<KeyRange> ranges) {
        List<Slice> slices = new ArrayList<>(2 * ranges.size());
        List<Range> asked = new ArrayList<>(ranges.size());
        for (KeyRange range : ranges) {
            Slice low = new Slice(range.low());
            Slice high = new Slice(range.high());
            slices.addAll(List.of(low, high));
            asked.add(new Range(low, high));
        }
        try {
            long[] sizes = files.database()
                    .getApproximateSizes(
                            files.handle(column(index)),
                            asked,
                            SizeApproximationFlag.INCLUDE_FILES,
                            SizeApproximationFlag.INCLUDE_MEMTABLES);
            return Arrays.stream(sizes).sum();
        } finally {
            slices.forEach(Slice::close);
        }
    }

    private static Columns column(Index index) {
        return index.isUnique() ? Columns.UNIQUE : Columns.ORDINARY;
    }

    /// The documents of all collections.
    EntryIterator allDocuments() {
        KeyRange all = new KeyRange(new byte[4], KeyRange.ofNumber(-1).low());
        return new EntryIterator(files.database(), files.handle(Columns.DOCUMENTS), snapshot, all, false, false);
    }

    /// All documents of a collection, oldest first unless backwards.
    public DocumentIterator documents(int collectionId, boolean backwards) {
        return new DocumentIterator(
                new EntryIterator(
                        files.database(),
                        files.handle(Columns.DOCUMENTS),
                        snapshot,
                        KeyRange.ofNumber(collectionId),
                        false,
                        backwards),
                cipher);
    }

    @SuppressWarnings("NullAway") // RocksDB puts null for a missing key and has no annotations that say so
    private List<byte @Nullable []> multiGet(Columns column, List<byte[]> keys) {
        try {
            return files.database()
                    .multiGetAsList(options, java.util.Collections.nCopies(keys.size(), files.handle(column)), keys);
        } catch (RocksDBException failed) {
            throw Store.unreadable(failed);
        }
    }

    static byte[] documentKey(int collectionId, long record) {
        byte[] key = new byte[12];
        BigEndian.writeInt(key, 0, collectionId);
        BigEndian.writeLong(key, 4, record);
        return key;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            options.close();
            files.database().releaseSnapshot(snapshot);
        }
    }
}
