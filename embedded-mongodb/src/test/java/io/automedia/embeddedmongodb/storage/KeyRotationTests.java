package io.automedia.embeddedmongodb.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTests {
    private static final Namespace POSTS = new Namespace("shop", "posts");
    private static final int DOCUMENTS = 700;
    private static final byte[] FIRST = key(1);
    private static final byte[] SECOND = key(2);
    private static final byte[] THIRD = key(3);

    @TempDir
    Path folder;

    @Test
    void afterwardsOnlyTheNewKeyIsNeeded() {
        fill();
        try (Store store = open(SECOND, FIRST)) {
            KeyRotation rotation = Objects.requireNonNull(store.rotation());
            assertReadable(store);
            rotation.run();
            assertThat(rotation.isFinished()).isTrue();
            assertThat(rotation.done()).isEqualTo(DOCUMENTS);
            assertReadable(store);
        }
        try (Store store = open(SECOND)) {
            assertThat(store.rotation()).isNull();
            assertReadable(store);
        }
        assertThatThrownBy(() -> open(FIRST)).isInstanceOf(UnusableFolder.class);
    }

    @Test
    void goesOnWhereItWasAndNeedsBothKeysUntilTheEnd() {
        fill();
        try (Store store = open(SECOND, FIRST)) {
            assertThat(Objects.requireNonNull(store.rotation()).step()).isTrue();
            insert(store, DOCUMENTS);
        }
        assertThatThrownBy(() -> open(SECOND)).isInstanceOf(UnusableFolder.class);
        assertThatThrownBy(() -> open(FIRST))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("was getting another encryption key");
        try (Store store = open(SECOND, FIRST)) {
            KeyRotation rotation = Objects.requireNonNull(store.rotation());
            assertThat(rotation.done()).isPositive().isLessThan(DOCUMENTS);
            rotation.run();
            assertThat(rotation.done()).isEqualTo(DOCUMENTS + 1);
        }
        try (Store store = open(SECOND)) {
            assertThat(documents(store)).hasSize(DOCUMENTS + 1);
        }
    }

    @Test
    void anotherChangeOrTheWayBackMayBeginInTheMiddle() {
        fill();
        try (Store store = open(SECOND, FIRST)) {
            assertThat(Objects.requireNonNull(store.rotation()).step()).isTrue();
        }
        try (Store store = open(THIRD, FIRST, SECOND)) {
            assertThat(Objects.requireNonNull(store.rotation()).step()).isTrue();
            assertReadable(store);
        }
        try (Store store = open(FIRST, SECOND, THIRD)) {
            Objects.requireNonNull(store.rotation()).run();
        }
        try (Store store = open(FIRST)) {
            assertReadable(store);
        }
    }

    @Test
    void leavesWhatIsChangedDeletedOrDroppedMeanwhile() {
        fill();
        try (Store store = open(SECOND, FIRST)) {
            StoredCollection dropped = store.catalogue().findOrCreate(new Namespace("shop", "dropped"));
            dropped.writer().insert(List.of(document(1)), true);
            store.catalogue().drop(dropped.namespace());
            KeyRotation rotation = Objects.requireNonNull(store.rotation());
            assertThat(rotation.step()).isTrue();
            StoredCollection posts = posts(store);
            long last = store.catalogue().lastRecord();
            posts.writer().delete(last, _ -> true);
            posts.writer().update(last - 1, _ -> document(-1));
            store.awaitDurable();
            rotation.run();
            assertThat(documents(store)).hasSize(DOCUMENTS - 1).contains(document(-1));
            assertThat(Verification.of(store)).isEmpty();
        }
        try (Store store = open(SECOND)) {
            assertThat(documents(store)).hasSize(DOCUMENTS - 1).contains(document(-1));
        }
    }

    private void fill() {
        try (Store store = open(FIRST)) {
            for (int number = 0; number < DOCUMENTS; number++) {
                insert(store, number);
            }
        }
    }

    private static void insert(Store store, int number) {
        assertThat(posts(store).writer().insert(List.of(document(number)), true))
                .isEmpty();
    }

    private static void assertReadable(Store store) {
        List<RawDocument> expected = new ArrayList<>();
        for (int number = 0; number < DOCUMENTS; number++) {
            expected.add(document(number));
        }
        assertThat(documents(store)).isEqualTo(expected);
    }

    private static List<RawDocument> documents(Store store) {
        List<RawDocument> documents = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot();
                DocumentIterator iterator = snapshot.documents(posts(store).id(), false)) {
            while (iterator.next()) {
                documents.add(iterator.document());
            }
        }
        return documents;
    }

    private static StoredCollection posts(Store store) {
        return store.catalogue().findOrCreate(POSTS);
    }

    private static RawDocument document(int number) {
        return new BsonBuilder()
                .add("_id", number)
                .add("text", "post " + number)
                .build();
    }

    private Store open(byte @Nullable [] key, byte[]... former) {
        return Store.open(new StoreOptions(folder, 16L << 20, key, _ -> _ -> true, List.of(former)));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
