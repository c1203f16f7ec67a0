package io.automedia.embeddedmongodb.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.storage.CheckpointNote;
import io.automedia.embeddedmongodb.storage.DocumentIterator;
import io.automedia.embeddedmongodb.storage.LogGap;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import io.automedia.embeddedmongodb.storage.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTests {
    private static final Namespace POSTS = new Namespace("shop", "posts");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] FIRST = key(1);
    private static final byte[] SECOND = key(2);
    private static final long MEMORY = 16L << 20;
    private static final Moment LATEST = new Moment.Latest();

    @TempDir
    Path folder;

    private volatile Instant now = NOON;

    /// Document `n` is written at minute `n`, and a segment ends after every one; the checkpoint is made after the
    /// first.
    private CheckpointNote fill(int documents) {
        try (Store store = open("data");
                Archiver archiver = archive(store, "archive")) {
            insert(store, 1);
            CheckpointNote note = store.checkpoint(folder.resolve("base"));
            for (int number = 2; number <= documents; number++) {
                insert(store, number);
                archiver.archive();
            }
            return note;
        }
    }

    private void insert(Store store, int number) {
        now = NOON.plus(Duration.ofMinutes(number));
        insertNow(store, number);
    }

    private static void insertNow(Store store, int number) {
        assertThat(posts(store).writer().insert(List.of(document(number)), true))
                .isEmpty();
        store.awaitDurable();
    }

    @Test
    void theLatestAndEveryMomentBetweenAreThere() {
        CheckpointNote base = fill(5);
        assertThat(restored(LATEST)).isEqualTo(upTo(5));
        assertThat(restored(at(3))).isEqualTo(upTo(3));
        assertThat(restored(new Moment.At(NOON.plusSeconds(3 * 60 + 59)))).isEqualTo(upTo(3));
        assertThat(restored(new Moment.Sequence(base.sequence()))).isEqualTo(upTo(1));
    }

    @Test
    void whatWasRestoredIsACheckpointUntilItIsServed() {
        fill(5);
        CheckpointNote note = restore("third", at(3));
        assertThat(CheckpointNote.read(folder.resolve("third"))).isEqualTo(note);
        new Restoration(folder.resolve("third"), folder.resolve("archive"), LATEST)
                .into(folder.resolve("fifth"), MEMORY, null, List.of());
        assertThat(documents("fifth")).isEqualTo(upTo(5));

        try (Store served = open("third")) {
            insert(served, 9);
        }
        assertRefused(
                () -> new Restoration(folder.resolve("third"), folder.resolve("archive"), LATEST)
                        .into(folder.resolve("again"), MEMORY, null, List.of()),
                "it has been served and went its own way");
        assertThatThrownBy(() -> {
                    try (Store served = open("third")) {
                        archive(served, "archive").close();
                    }
                })
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("before it was restored or copied: archive into an empty folder");
    }

    @Test
    void lookingAtACheckpointLeavesItOne() {
        fill(3);
        try (Store store = Store.openUnchanged(storage("base", false, null))) {
            assertThat(Verification.of(store)).isEmpty();
        }
        assertThat(restored(LATEST)).isEqualTo(upTo(3));
    }

    @Test
    void lookingAtAFolderLeavesItsLogToTheArchive() {
        fill(2);
        try (Store store = open("data")) {
            insert(store, 3);
        }
        for (int look = 0; look < 2; look++) {
            Store.openUnchanged(storage("data", false, null)).close();
        }
        try (Store store = open("data")) {
            archive(store, "archive").close();
        }
        assertThat(restored(LATEST)).isEqualTo(upTo(3));
    }

    @Test
    void aCheckpointThatChangedBehindItsNoteIsRefused() throws IOException {
        fill(3);
        Path base = folder.resolve("base");
        byte[] note = Files.readAllBytes(base.resolve("checkpoint"));
        try (Store served = open("base")) {
            insert(served, 9);
        }
        Files.write(base.resolve("checkpoint"), note);
        assertThatThrownBy(() -> restore("restored", LATEST))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("it was written to since it was made");
        assertThat(folder.resolve("restored")).isEmptyDirectory();
    }

    @Test
    void momentsThatAreNotInItAreRefused() {
        CheckpointNote base = fill(3);
        assertRefused(() -> restore("restored", at(0)), "later than what is wanted: give an earlier checkpoint");
        assertRefused(
                () -> restore("restored", new Moment.Sequence(base.sequence() - 1)), "give an earlier checkpoint");
        assertRefused(() -> restore("restored", at(4)), "complete up to 2026-03-01T12:03:00Z, before what is wanted");
        assertRefused(() -> restore("restored", new Moment.Sequence(1_000_000)), "before what is wanted");
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void aTargetThatHoldsSomethingIsRefused() throws IOException {
        fill(2);
        Path used = Files.createDirectories(folder.resolve("used"));
        Files.writeString(used.resolve("letter.txt"), "mine");
        assertThatThrownBy(() -> restore("used", LATEST))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("is not empty");
        assertThat(used.resolve("letter.txt")).hasContent("mine");
    }

    @Test
    void damagedSegmentsAreNamedAndNotNeededForEarlierMoments() throws IOException {
        fill(5);
        Path third = segments().get(2);
        byte[] whole = Files.readAllBytes(third);
        for (int length : new int[] {0, 20, whole.length / 2, whole.length - 1}) {
            Files.write(third, Arrays.copyOf(whole, length));
            assertRefused(() -> restore("restored", LATEST), third + " is damaged");
        }
        for (int position = 0; position < whole.length; position += 17) {
            byte[] flipped = whole.clone();
            flipped[position] ^= 0x10;
            Files.write(third, flipped);
            assertRefused(() -> restore("restored", LATEST), third.getFileName().toString());
        }
        Files.write(third, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(() -> restore("restored", LATEST), third + " is damaged");
        assertThat(folder.resolve("restored")).doesNotExist();
        assertThat(restored(new Moment.Sequence(Segment.first(third) - 1))).isEqualTo(upTo(2));
        assertThat(restored(at(1))).isEqualTo(upTo(1));
    }

    @Test
    void aSegmentThatWasTornBeforeItHadItsNameIsNone() throws IOException {
        fill(3);
        Path torn = folder.resolve("archive/" + Segment.name(1_000) + ".new");
        Files.write(torn, Arrays.copyOf(Files.readAllBytes(segments().getLast()), 40));
        assertThat(restored(LATEST)).isEqualTo(upTo(3));
        try (Store store = open("data");
                Archiver archiver = archive(store, "archive")) {
            assertThat(torn).doesNotExist();
            insert(store, 4);
            assertThat(archiver.archive()).isEqualTo(store.log().latest());
        }
    }

    @Test
    void anArchiveWhoseEndIsDamagedIsNotGoneOnWith() throws IOException {
        fill(3);
        Path last = segments().getLast();
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), 40));
        try (Store store = open("data")) {
            assertRefused(() -> archive(store, "archive"), "To archive without it, name an empty folder");
            archive(store, "new archive").close();
        }
        assertThat(new Archive(folder.resolve("new archive")).segments()).hasSize(1);
    }

    @Test
    void missingAndMisplacedSegmentsAreNamed() throws IOException {
        CheckpointNote base = fill(5);
        List<Path> segments = segments();
        Path aside = folder.resolve("aside");
        Files.move(segments.get(2), aside);
        assertRefused(
                () -> restore("restored", LATEST),
                "lacks the numbers " + Segment.first(segments.get(2)) + " to " + (Segment.first(segments.get(3)) - 1));
        Files.copy(segments.get(3), segments.get(2));
        assertRefused(
                () -> restore("restored", LATEST),
                "it has the content of " + segments.get(3).getFileName());
        Files.delete(segments.get(2));
        Files.move(aside, segments.get(2));
        Files.delete(segments.get(0));
        Files.delete(segments.get(1));
        assertRefused(
                () -> restore("restored", LATEST),
                "begins at number " + Segment.first(segments.get(2)) + " and the checkpoint stands at "
                        + base.sequence());
        for (Path segment : segments()) {
            Files.delete(segment);
        }
        assertRefused(() -> restore("restored", LATEST), "There is no segment of a log");
    }

    @Test
    void archivesOfOtherFoldersAreRefused() throws IOException {
        fill(3);
        try (Store store = open("other");
                Archiver archiver = archive(store, "other archive")) {
            insert(store, 1);
            store.checkpoint(folder.resolve("other base"));
            insert(store, 2);
            archiver.archive();
        }
        assertRefused(
                () -> new Restoration(folder.resolve("other base"), folder.resolve("archive"), LATEST)
                        .into(folder.resolve("restored"), MEMORY, null, List.of()),
                "belongs to another data folder than the checkpoint");
        assertThatThrownBy(() -> {
                    try (Store store = open("other")) {
                        archive(store, "archive").close();
                    }
                })
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("belongs to another data folder");
    }

    @Test
    void aLogThatNobodyKeptIsAGapAndIsNamed() {
        fill(3);
        for (int number = 4; number <= 6; number++) {
            // nothing keeps the log, and a start makes room
            try (Store store = Store.open(storage("data", false, null))) {
                insert(store, number);
            }
        }
        try (Store store = open("data")) {
            assertThatThrownBy(() -> archive(store, "archive"))
                    .isInstanceOf(ArchiveRefused.class)
                    .hasMessageContaining("ends at number")
                    .hasMessageContaining("nothing kept it")
                    .hasMessageContaining("Archive into an empty folder, and make a checkpoint.");
            assertThatThrownBy(() -> store.log().read(1, store.log().durable(), _ -> {}))
                    .isInstanceOf(LogGap.class)
                    .hasMessageContaining("from number 1 on");
        }
    }

    @Test
    void theLogStaysUntilItIsArchivedAndThenGoes() throws IOException {
        for (int number = 1; number <= 3; number++) {
            try (Store store = open("data")) {
                insert(store, number);
            }
        }
        Path kept = folder.resolve("data/rocksdb/archive");
        assertThat(kept).isNotEmptyDirectory();
        try (Store store = open("data")) {
            List<LoggedWrite> told = new ArrayList<>();
            store.log().read(1, store.log().durable(), told::add);
            assertThat(told.getFirst().sequence()).isOne();
            assertThat(told.getLast().last()).isEqualTo(store.log().durable());
            for (int i = 1; i < told.size(); i++) {
                assertThat(told.get(i).sequence()).isEqualTo(told.get(i - 1).last() + 1);
            }
            archive(store, "archive").close();
            assertThat(store.log().keptBytes()).isZero();
        }
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void anArchiveThatIsAwayForAWhileGetsEverythingAfterwards() throws IOException {
        Path archive = folder.resolve("archive");
        try (Store store = open("data");
                Archiver archiver = Archiver.open(store, archive, Duration.ofMillis(5))) {
            insert(store, 1);
            store.checkpoint(folder.resolve("base"));
            Files.move(archive, folder.resolve("aside"));
            insert(store, 2);
            assertRefused(archiver::archive, "The archive " + archive + " cannot be written");
            while (store.log().failure() == null) {
                Thread.onSpinWait();
            }
            assertThat(store.log().failure()).contains(archive.toString());
            insert(store, 3);
            assertThat(store.log().released()).isLessThan(store.log().latest());
            Files.move(folder.resolve("aside"), archive);
            while (store.log().failure() != null) {
                Thread.onSpinWait();
            }
            assertThat(store.log().released()).isEqualTo(store.log().latest());
        }
        assertThat(restored(LATEST)).isEqualTo(upTo(3));
    }

    @Test
    void aFolderThatWasPutBackIsNotArchivedInTheSamePlace() throws IOException {
        try (Store store = open("data")) {
            insert(store, 1);
        }
        copy(folder.resolve("data"), folder.resolve("before"));
        try (Store store = open("data");
                Archiver archiver = archive(store, "archive")) {
            insert(store, 2);
            archiver.archive();
        }
        assertThatThrownBy(() -> {
                    try (Store store = open("before")) {
                        archive(store, "archive").close();
                    }
                })
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("put back to an older state");
    }

    @Test
    void aClockThatWasSetBackIsNotGuessedAbout() {
        try (Store store = open("data");
                Archiver archiver = archive(store, "archive")) {
            insert(store, 1);
            store.checkpoint(folder.resolve("base"));
            insert(store, 2);
            insert(store, 30);
            now = NOON.plus(Duration.ofMinutes(10));
            insertNow(store, 10);
            archiver.archive();
            insert(store, 40);
            archiver.archive();
        }
        assertRefused(() -> restore("restored", at(15)), "The clock was set back, so this moment was there twice");
        assertThat(restored(at(2))).isEqualTo(List.of(document(1), document(2)));
        assertThat(restored(at(31))).isEqualTo(List.of(document(1), document(2), document(30), document(10)));
        assertThat(restored(LATEST)).hasSize(5);
    }

    @Test
    void valuesStayEncryptedAndTheKeyMayChangeInBetween() throws IOException {
        long old;
        long between;
        try (Store store = Store.open(storage("data", true, FIRST));
                Archiver archiver = archive(store, "archive")) {
            insert(store, 1);
            store.checkpoint(folder.resolve("base"));
            assertThat(posts(store).writer().insert(upTo(300).subList(1, 300), true))
                    .isEmpty();
            old = archiver.archive();
        }
        try (Store store = Store.open(storage("data", true, SECOND, FIRST));
                Archiver archiver = archive(store, "archive")) {
            insertNow(store, 301);
            between = archiver.archive();
        }
        try (Store store = Store.open(storage("data", true, SECOND, FIRST));
                Archiver archiver = archive(store, "archive")) {
            Objects.requireNonNull(store.rotation()).run();
            archiver.archive();
        }
        for (Path segment : segments()) {
            assertThat(new String(Files.readAllBytes(segment), StandardCharsets.ISO_8859_1))
                    .doesNotContain("text of post");
        }
        assertWrongKey(new Moment.Sequence(old), SECOND);
        assertThat(restored(new Moment.Sequence(old), FIRST)).isEqualTo(upTo(300));
        assertWrongKey(new Moment.Sequence(between), FIRST);
        assertWrongKey(new Moment.Sequence(between), SECOND);
        assertThat(restored(new Moment.Sequence(between), SECOND, FIRST)).isEqualTo(upTo(301));
        assertWrongKey(LATEST, FIRST);
        assertThat(restored(LATEST, SECOND)).isEqualTo(upTo(301));
    }

    private void assertWrongKey(Moment moment, byte[] key) {
        assertThatThrownBy(() -> new Restoration(folder.resolve("base"), folder.resolve("archive"), moment)
                        .into(folder.resolve("unreadable"), MEMORY, key, List.of()))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("key");
        assertThat(folder.resolve("unreadable")).isEmptyDirectory();
    }

    private static void assertRefused(Runnable action, String why) {
        assertThatThrownBy(action::run).isInstanceOf(ArchiveRefused.class).hasMessageContaining(why);
    }

    private CheckpointNote restore(String target, Moment moment) {
        return new Restoration(folder.resolve("base"), folder.resolve("archive"), moment)
                .into(folder.resolve(target), MEMORY, null, List.of());
    }

    /// What is in a folder that is restored to a moment, and sound.
    private List<RawDocument> restored(Moment moment) {
        String name = "restored to " + moment;
        restore(name, moment);
        return documents(name);
    }

    private List<RawDocument> restored(Moment moment, byte[] key, byte[]... former) {
        String name = "restored to " + moment;
        new Restoration(folder.resolve("base"), folder.resolve("archive"), moment)
                .into(folder.resolve(name), MEMORY, key, List.of(former));
        return documents(name, key, former);
    }

    private List<RawDocument> documents(String name) {
        return documents(name, null);
    }

    private List<RawDocument> documents(String name, byte @Nullable [] key, byte[]... former) {
        List<RawDocument> documents = new ArrayList<>();
        try (Store store = Store.openUnchanged(storage(name, false, key, former));
                Snapshot snapshot = store.snapshot();
                DocumentIterator iterator = snapshot.documents(posts(store).id(), false)) {
            assertThat(Verification.of(store)).isEmpty();
            while (iterator.next()) {
                documents.add(iterator.document());
            }
        }
        return documents;
    }

    private static List<RawDocument> upTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(ArchiveTests::document).toList();
    }

    private static RawDocument document(int number) {
        return new BsonBuilder()
                .add("_id", number)
                .add("text", "text of post " + number)
                .build();
    }

    private static Moment at(int minute) {
        return new Moment.At(NOON.plus(Duration.ofMinutes(minute)));
    }

    private List<Path> segments() {
        return new Archive(folder.resolve("archive")).segments();
    }

    private static StoredCollection posts(Store store) {
        return store.catalogue().findOrCreate(POSTS);
    }

    private Store open(String name) {
        return Store.open(storage(name, true, null));
    }

    private StoreOptions storage(String name, boolean keepLog, byte @Nullable [] key, byte[]... former) {
        return new StoreOptions(folder.resolve(name), MEMORY, key, _ -> _ -> true, List.of(former), keepLog, () -> now);
    }

    /// Archives only when told to.
    private Archiver archive(Store store, String name) {
        return Archiver.open(store, folder.resolve(name), Duration.ofDays(1));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
