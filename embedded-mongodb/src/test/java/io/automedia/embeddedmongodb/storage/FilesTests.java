package io.automedia.embeddedmongodb.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.UInt64AddOperator;

/// What lies in the files of RocksDB.
class FilesTests {
    private static final int FIELDS = 12;
    private static final int DOCUMENTS = 4_000;

    @TempDir
    Path folder;

    /// Names, which are the same in all of them, are most of these documents.
    private static List<RawDocument> documents(int first) {
        SplittableRandom random = new SplittableRandom(first);
        return LongStream.range(first, first + DOCUMENTS)
                .mapToObj(id -> {
                    BsonBuilder document = new BsonBuilder().add("_id", (int) id);
                    for (int i = 0; i < FIELDS; i++) {
                        document.add("aFieldWithALongName" + i, "%08x".formatted(random.nextInt()));
                    }
                    return document.build();
                })
                .toList();
    }

    private static RawDocument index(String field) {
        return new BsonBuilder()
                .add("v", 2)
                .beginDocument("key")
                .add(field, 1)
                .end()
                .add("name", field)
                .build();
    }

    private Store open() {
        return Store.open(new StoreOptions(folder, 32L << 20, null, _ -> _ -> true));
    }

    private static StoredCollection collection(Store store) {
        return store.catalogue().findOrCreate(Namespace.of("test", "items"));
    }

    @Test
    void documentsAreSmallFromTheirFirstFileOn() throws Exception {
        List<RawDocument> documents = documents(0);
        long raw = documents.stream().mapToLong(RawDocument::length).sum();
        try (Store store = open();
                FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            assertThat(collection(store).writer().insert(documents, true)).isEmpty();
            ColumnFamilyHandle column = store.files().handle(Columns.DOCUMENTS);
            store.database().flush(waiting, column);
            assertThat(store.database().getLongProperty(column, "rocksdb.total-sst-files-size"))
                    .isPositive()
                    .isLessThan(raw / 4);
        }
    }

    @Test
    void aFolderWhoseFilesWereMadeInAnotherWayServesOn() throws Exception {
        try (Store store = open()) {
            collection(store).indexWriter().create(index("aFieldWithALongName1"));
            collection(store).writer().insert(documents(0), true);
        }
        rewrite(CompressionType.LZ4_COMPRESSION);
        try (Store store = open()) {
            assertThat(Verification.of(store)).isEmpty();
            collection(store).writer().insert(documents(DOCUMENTS), true);
            try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
                store.database()
                        .flush(
                                waiting,
                                List.of(
                                        store.files().handle(Columns.DOCUMENTS),
                                        store.files().handle(Columns.UNIQUE),
                                        store.files().handle(Columns.ORDINARY)));
            }
            for (Columns column : Columns.values()) {
                store.database().compactRange(store.files().handle(column));
            }
            assertThat(Verification.of(store)).isEmpty();
            try (Snapshot snapshot = store.snapshot();
                    DocumentIterator all = snapshot.documents(collection(store).id(), false)) {
                int count = 0;
                while (all.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(2 * DOCUMENTS);
            }
        }
    }

    /// Brings everything into levels and this compression, without a dictionary, as it was before.
    private void rewrite(CompressionType compression) throws RocksDBException {
        String path = folder.resolve("rocksdb").toString();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (Options names = new Options();
                DBOptions options = new DBOptions();
                UInt64AddOperator counts = new UInt64AddOperator();
                ColumnFamilyOptions levels = new ColumnFamilyOptions()
                        .setCompressionType(compression)
                        .setLevelCompactionDynamicLevelBytes(true)
                        .setMergeOperator(counts)) {
            List<ColumnFamilyDescriptor> columns = RocksDB.listColumnFamilies(names, path).stream()
                    .map(name -> new ColumnFamilyDescriptor(name, levels))
                    .toList();
            try (RocksDB database = RocksDB.open(options, path, columns, handles)) {
                for (ColumnFamilyHandle handle : handles) {
                    database.compactRange(handle);
                    handle.close();
                }
            }
        }
    }
}
