package io.automedia.embeddedmongodb.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTests {
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private Store store;
    private StoredCollection collection;

    @BeforeEach
    void open() {
        store = Store.open(new StoreOptions(folder, 32L << 20, null, _ -> _ -> true));
        collection = store.catalogue().findOrCreate(Namespace.of("test", "items"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RawDocument item(int id, int value) {
        return new BsonBuilder().add("_id", id).add("value", value).build();
    }

    private static RawDocument index(String field, boolean unique) {
        return new BsonBuilder()
                .add("v", 2)
                .beginDocument("key")
                .add(field, 1)
                .end()
                .add("name", field)
                .add("unique", unique)
                .build();
    }

    private static void inParallel(Callable<?> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    @Test
    void ofManyWhoInsertTheSameKeyOneSucceeds() throws Exception {
        AtomicInteger inserted = new AtomicInteger();
        inParallel(() -> {
            for (int id = 0; id < 300; id++) {
                if (collection.writer().insert(List.of(item(id, 1)), true).isEmpty()) {
                    inserted.incrementAndGet();
                }
            }
            return null;
        });
        assertThat(inserted).hasValue(300);
        assertThat(collection.count()).isEqualTo(300);
        assertThat(Verification.of(store)).isEmpty();
    }

    @Test
    void noIncrementIsLost() throws Exception {
        collection.writer().insert(List.of(item(1, 0)), true);
        long record = record(1);
        inParallel(() -> {
            for (int i = 0; i < 200; i++) {
                collection.writer().update(record, before -> item(1, value(before) + 1));
            }
            return null;
        });
        assertThat(value(Objects.requireNonNull(collection.writer().current(record))))
                .isEqualTo(THREADS * 200);
    }

    @Test
    void anIndexBuiltDuringWritesIsComplete() throws Exception {
        AtomicInteger ids = new AtomicInteger();
        for (int i = 0; i < 2_000; i++) {
            collection.writer().insert(List.of(item(ids.incrementAndGet(), i)), true);
        }
        AtomicInteger turn = new AtomicInteger();
        inParallel(() -> {
            if (turn.getAndIncrement() == 0) {
                collection.indexWriter().create(index("value", false));
            }
            for (int i = 0; i < 300; i++) {
                int id = ids.incrementAndGet();
                collection.writer().insert(List.of(item(id, i)), true);
                int changed = i;
                collection.writer().update(record(id / 2), before -> item(idOf(before), changed * 7));
                collection.writer().delete(record(id / 3), _ -> changed % 3 == 0);
            }
            return null;
        });
        assertThat(collection.indexNamed("value")).isNotNull().matches(Index::isReady);
        assertThat(Verification.of(store)).isEmpty();
    }

    @Test
    void aUniqueIndexOverDoubleValuesIsRefusedAndLeavesNothing() {
        collection.writer().insert(List.of(item(1, 5), item(2, 5)), true);
        assertThatThrownBy(() -> collection.indexWriter().create(index("value", true)))
                .isInstanceOfSatisfying(
                        MongoError.class, thrown -> assertThat(thrown.code()).isEqualTo(11000));
        assertThat(collection.indexes()).hasSize(1);
        assertThat(collection.writer().insert(List.of(item(3, 5)), true)).isEmpty();
        assertThat(Verification.of(store)).isEmpty();
    }

    @Test
    void aSnapshotSeesNothingOfWhatComesLater() {
        collection.writer().insert(List.of(item(1, 5)), true);
        long record = record(1);
        try (Snapshot snapshot = store.snapshot()) {
            collection.writer().update(record, _ -> item(1, 6));
            collection.writer().insert(List.of(item(2, 6)), true);
            assertThat(snapshot.document(collection.id(), record)).isEqualTo(item(1, 5));
            try (DocumentIterator documents = snapshot.documents(collection.id(), false)) {
                assertThat(documents.next()).isTrue();
                assertThat(documents.next()).isFalse();
            }
        }
    }

    @Test
    void waitersShareASync() throws Exception {
        long before = store.syncs();
        inParallel(() -> {
            for (int i = 0; i < 50; i++) {
                store.awaitDurable();
            }
            return null;
        });
        assertThat(store.syncs() - before).isBetween(1L, THREADS * 50L);
        long single = store.syncs();
        collection.writer().insert(List.of(item(9, 9)), true);
        store.awaitDurable();
        assertThat(store.syncs()).isGreaterThan(single);
    }

    private long record(int id) {
        KeyBuilder builder =
                new KeyBuilder().id(collection.indexes().getFirst().definition().id());
        KeyEncoding.append(RawValue.of(id), false, builder);
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.uniqueRecord(builder.toBytes());
        }
    }

    private static int value(RawDocument document) {
        return Objects.requireNonNull(document.get("value")).asInt32();
    }

    private static int idOf(RawDocument document) {
        return Objects.requireNonNull(document.get("_id")).asInt32();
    }
}
