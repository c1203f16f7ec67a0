package io.automedia.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.shared.UserId;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.RedisPatience;
import io.automedia.storage.Stores;
import io.automedia.testing.CutWire;
import io.automedia.testing.Part;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.data.redis.core.StringRedisTemplate;

class PublisherTests {
    /// A moment of today: the server itself removes what was published long ago.
    private final Instant ten = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private static Path data;

    private static Part part;
    private static MongoDatabase database;
    private static StringRedisTemplate redis;
    private static UpdateRepository repository;

    private final UserId ada = new UserId(new ObjectId());
    private final UserId ben = new UserId(new ObjectId());

    @BeforeAll
    static void start() {
        part = Part.start(
                UpdatesApplication.class, data, WebApplicationType.NONE, context -> context.registerBean(Notes.class));
        part.bean(PublisherLoop.class).stop();
        database = part.bean(MongoDatabase.class);
        redis = part.bean(StringRedisTemplate.class);
        repository = part.bean(UpdateRepository.class);
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    @Test
    void eventsAreNumberedFromOneInTheOrderOfTheirTimes() {
        notes().insertMany(List.of(
                Notes.note(ada, "second", ten.plusSeconds(2)),
                Notes.note(ben, "other", ten),
                Notes.note(ada, "first", ten.plusSeconds(1))));
        publishAll(publisher(database));
        assertThat(texts(ada)).containsExactly("first", "second");
        assertThat(numbers(ada)).containsExactly(1L, 2L);
        assertThat(texts(ben)).containsExactly("other");
        assertThat(notes().countDocuments(new Document(PendingUpdate.FIELD, new Document("$exists", true))))
                .isZero();
    }

    @Test
    void anEventOfTheSameKeyIsPublishedOnce() {
        notes().insertOne(Notes.note(ada, "same", ten));
        publishAll(publisher(database));
        notes().insertOne(Notes.note(ada, "same", ten));
        notes().insertOne(Notes.note(ada, "next", ten));
        publishAll(publisher(database));
        assertThat(texts(ada)).containsExactly("same", "next");
        assertThat(numbers(ada)).containsExactly(1L, 2L);
    }

    @Test
    void whatIsAddedToADocumentWhileItIsPublishedStaysForTheNextTime() {
        Document note = Notes.note(ada, "first", ten);
        notes().insertOne(note);
        Outbox outbox = new Outbox(database, part.bean(InstalledSchema.class));
        List<AnnouncingDocument> read = outbox.waiting(10);
        notes().updateOne(
                        new Document("_id", note.getObjectId("_id")),
                        PendingUpdate.push(List.of(
                                new PendingUpdate("second", "topic:matched", ada.value(), new Document(), ten))));
        outbox.remove(read);
        assertThat(outbox.waiting(10))
                .singleElement()
                .satisfies(document -> assertThat(document.pendingUpdates())
                        .singleElement()
                        .satisfies(update -> assertThat(update.key()).isEqualTo("second")));
        publishAll(publisher(database));
    }

    @Test
    void nothingIsLostOrDoubledWhereverThePublisherDies() {
        for (boolean answerOnly : new boolean[] {false, true}) {
            boolean finished = false;
            for (int step = 0; !finished; step++) {
                finished = dieAt(step, answerOnly);
                assertThat(step).isLessThan(30);
            }
        }
    }

    /// A publisher that dies at one of its commands, and one that takes over.
    ///
    /// @return true when it had fewer commands, so that it did not die at all
    private boolean dieAt(int step, boolean answerOnly) {
        UserId cleo = new UserId(new ObjectId());
        UserId dora = new UserId(new ObjectId());
        List<Document> written = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            written.add(Notes.note(i % 2 == 0 ? cleo : dora, "note" + i, ten.plusSeconds(i)));
        }
        notes().insertMany(written);
        boolean survived;
        try (CutWire wire = CutWire.to(part.bean(Stores.class).mongodbUri(), step, answerOnly);
                MongoClient client = MongoClients.create(wire.uri())) {
            Publisher dying =
                    publisher(client.getDatabase(database.getName()).withCodecRegistry(database.getCodecRegistry()));
            dieIfCut(dying);
            survived = !wire.isCut();
        }
        notes().insertOne(Notes.note(cleo, "later", ten.plusSeconds(10)));
        publishAll(publisher(database));
        assertThat(texts(cleo)).as("at %s", step).containsExactly("note0", "note2", "note4", "later");
        assertThat(numbers(cleo)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(texts(dora)).containsExactly("note1", "note3", "note5");
        assertThat(repository.counted(List.of(cleo.value(), dora.value())))
                .containsEntry(cleo.value(), 4L)
                .containsEntry(dora.value(), 3L);
        assertThat(redis.opsForList().size(RecentUpdates.key(cleo.value()))).isEqualTo(4);
        assertThat(redis.opsForList().size(RecentUpdates.key(dora.value()))).isEqualTo(3);
        assertThat(redis.opsForList().index(RecentUpdates.key(cleo.value()), 0)).contains("later");
        return survived;
    }

    private static void dieIfCut(Publisher publisher) {
        try {
            publishAll(publisher);
        } catch (MongoException itDied) {
            assertThat(itDied).isNotNull();
        }
    }

    @Test
    void twoPublishersAtOnceNeitherLoseNorDouble() throws InterruptedException {
        int events = 300;
        notes().insertMany(IntStream.range(0, events)
                .mapToObj(i -> Notes.note(ada, "note" + i, ten.plusSeconds(i)))
                .toList());
        List<Thread> threads = IntStream.range(0, 3)
                .mapToObj(i -> Thread.ofVirtual().start(() -> publishAll(publisher(database))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        publishAll(publisher(database));
        assertThat(numbers(ada))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events).boxed().toList());
        assertThat(texts(ada)).doesNotHaveDuplicates();
    }

    @Test
    void whatHappensInTheSameMomentIsPublishedInTheOrderInWhichItWasWritten() {
        int events = 600;
        List<Document> written = IntStream.range(0, events)
                .mapToObj(i -> Notes.note(ada, "note" + i, ten))
                .toList();
        notes().insertMany(written.reversed());
        publishAll(publisher(database));
        assertThat(texts(ada))
                .containsExactlyElementsOf(
                        IntStream.range(0, events).mapToObj(i -> "note" + i).toList());
    }

    @Test
    void anEventIsKeptFromItsPublicationHoweverLongItHadWaited() {
        notes().insertOne(Notes.note(ada, "late", ten.minus(UpdateRepository.KEPT.multipliedBy(2))));
        publishAll(publisher(database));
        notes().insertOne(Notes.note(ada, "next", ten));
        publishAll(publisher(database));
        assertThat(texts(ada)).containsExactly("late", "next");
    }

    @Test
    void numbersGoOnAfterAllEventsHaveExpired() {
        notes().insertOne(Notes.note(ada, "old", ten));
        publishAll(publisher(database));
        repository.removePublishedBefore(ten.plusSeconds(61));
        notes().insertOne(Notes.note(ada, "new", ten));
        publishAll(publisher(database));
        assertThat(numbers(ada)).containsExactly(2L);
        Updates updates = part.bean(Updates.class);
        assertThat(updates.reaches(ada, 0)).isFalse();
        assertThat(updates.reaches(ada, 1)).isTrue();
        assertThat(updates.reaches(ada, 2)).isTrue();
        assertThat(updates.reaches(ada, 3)).isFalse();
    }

    @Test
    void theCopyHoldsTheNewestThousandAndEndsByItself() {
        notes().insertMany(IntStream.range(0, 1_005)
                .mapToObj(i -> Notes.note(ada, "note" + i, ten.plusSeconds(i)))
                .toList());
        publishAll(publisher(database));
        String key = RecentUpdates.key(ada.value());
        assertThat(redis.opsForList().size(key)).isEqualTo(1_000);
        assertThat(redis.opsForList().index(key, 0)).contains("\"note1004\"");
        assertThat(redis.opsForList().index(key, -1)).contains("\"note5\"");
        assertThat(redis.getExpire(key)).isPositive();
    }

    @Test
    void aCopyThatRedisLostIsMadeAnewWithTheNextEvent() {
        notes().insertMany(List.of(Notes.note(ada, "first", ten), Notes.note(ada, "second", ten.plusSeconds(1))));
        publishAll(publisher(database));
        redis.delete(RecentUpdates.key(ada.value()));
        notes().insertOne(Notes.note(ada, "third", ten.plusSeconds(2)));
        publishAll(publisher(database));
        assertThat(redis.opsForList().range(RecentUpdates.key(ada.value()), 0, -1))
                .satisfiesExactly(
                        event -> assertThat(event).contains("third"),
                        event -> assertThat(event).contains("second"),
                        event -> assertThat(event).contains("first"));
    }

    /// A node that dies between two commands would leave a list that stays for ever.
    @Test
    void theCopyIsWrittenByOneCommandAtATime() throws Exception {
        RecentUpdates recent =
                new RecentUpdates(redis, repository, new UpdateJson(), new RedisPatience(Clock.systemUTC()));
        notes().insertOne(Notes.note(ada, "first", ten));
        publishAll(publisher(database));
        notes().insertOne(Notes.note(ada, "second", ten));
        List<String> commands;
        try (SeenCommands seen = SeenCommands.of(part.bean(Stores.class).redisUri())) {
            publishAll(publisher(database));
            recent.rebuild(ada.value());
            commands = seen.about(RecentUpdates.key(ada.value()));
        }
        assertThat(commands).hasSize(2).allMatch(command -> command.contains("\"EVAL"));
        assertThat(redis.opsForList().size(RecentUpdates.key(ada.value()))).isEqualTo(2);

        repository.removePublishedBefore(ten.plusSeconds(61));
        recent.rebuild(ada.value());
        assertThat(redis.hasKey(RecentUpdates.key(ada.value()))).isFalse();
    }

    private static MongoCollection<Document> notes() {
        return database.getCollection("notes");
    }

    private Publisher publisher(MongoDatabase of) {
        RedisPatience patience = new RedisPatience(Clock.systemUTC());
        UpdateRepository events = new UpdateRepository(of);
        return new Publisher(
                new Outbox(of, part.bean(InstalledSchema.class)),
                events,
                new RecentUpdates(redis, events, new UpdateJson(), patience),
                new Arrivals(redis, patience),
                Clock.fixed(ten.plusSeconds(60), java.time.ZoneOffset.UTC));
    }

    private static void publishAll(Publisher publisher) {
        boolean more = true;
        while (more) {
            more = publisher.publish();
        }
    }

    private static List<String> texts(UserId user) {
        return repository.after(user, 0, 1000).stream()
                .map(update -> update.data().getString("text"))
                .toList();
    }

    private static List<Long> numbers(UserId user) {
        return repository.after(user, 0, 1000).stream().map(StoredUpdate::seq).toList();
    }
}
