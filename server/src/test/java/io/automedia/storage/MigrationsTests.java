package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class MigrationsTests {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MongoDatabase database;
    private final MongoCollection<Document> things;
    private final Clock clock = Clock.systemUTC();

    MigrationsTests(MongoClient client) {
        this.database = client.getDatabase("migrations-" + new ObjectId());
        this.things = database.getCollection("things");
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    /// Counts in each document how often it was changed.
    private static final class Marking implements Migration {
        private final int number;
        private final AtomicInteger batches = new AtomicInteger();
        private volatile Runnable before = () -> {};

        Marking(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String purpose() {
            return "marks things";
        }

        @Override
        public List<String> collections() {
            return List.of("things", "others");
        }

        @Override
        public long change(MongoCollection<Document> documents, Bson some) {
            before.run();
            batches.incrementAndGet();
            return documents
                    .updateMany(and(some, exists("mark" + number, false)), Updates.inc("mark" + number, 1))
                    .getModifiedCount();
        }
    }

    private void fill(int count) {
        List<Document> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(new Document("n", i));
            if (some.size() == 10_000 || i == count - 1) {
                things.insertMany(some);
                some.clear();
            }
        }
    }

    private Document record(int number) {
        return Objects.requireNonNull(database.getCollection(MigrationsSchema.NAME)
                .find(new Document("_id", number))
                .first());
    }

    private static void finish(Migrations migrations) {
        while (migrations.step()) {
            // the next documents
        }
    }

    @Test
    void eachIsCarriedOutOnceInTheOrderOfNumbersAndRecorded() {
        fill(2_500);
        database.getCollection("others").insertOne(new Document("n", 1));
        Marking first = new Marking(1);
        Marking second = new Marking(2);
        second.before = () -> assertThat(record(1)).containsKey("finishedAt");
        finish(new Migrations(database, List.of(second, first), clock));
        finish(new Migrations(database, List.of(second, first), clock));

        assertThat(things.countDocuments(new Document("mark1", 1).append("mark2", 1)))
                .isEqualTo(2_500);
        assertThat(record(2))
                .containsEntry("looked", 2_501L)
                .containsEntry("changed", 2_501L)
                .containsEntry("purpose", "marks things");
        assertThat(first.batches).hasValue(4);
    }

    @Test
    void documentsWhoseIdsAreNoneOfOursAreLeftAsTheyAre() {
        fill(10);
        things.insertMany(List.of(
                new Document("_id", 7),
                new Document("_id", "seven"),
                new Document("_id", new Document("seven", true)),
                new Document("_id", true)));
        finish(new Migrations(database, List.of(new Marking(1)), clock));
        assertThat(things.countDocuments(new Document("mark1", 1))).isEqualTo(10);
        assertThat(record(1)).containsEntry("looked", 10L).containsKey("finishedAt");
    }

    @Test
    void whoeverComesNextGoesOnWhereTheLastOneCameTo() {
        fill(5_500);
        Marking killed = new Marking(1);
        Migrations node = new Migrations(database, List.of(killed), clock);
        node.step();
        node.step();
        Marking next = new Marking(1);
        finish(new Migrations(database, List.of(next), clock));
        assertThat(killed.batches).hasValue(2);
        assertThat(next.batches).hasValue(4);
        assertThat(things.countDocuments(new Document("mark1", 1))).isEqualTo(5_500);
        assertThat(record(1)).containsEntry("looked", 5_500L).containsKey("finishedAt");
    }

    @Test
    void aNodeThatLostItsLeaseInTheMiddleOfAStepSpoilsNothing() throws InterruptedException {
        fill(3_000);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Marking slow = new Marking(1);
        slow.before = () -> {
            stuck.countDown();
            awaitQuietly(goOn);
        };
        Marking fast = new Marking(1);
        Clock later = Clock.offset(clock, Duration.ofHours(1));
        Migrations one = new Migrations(database, List.of(slow), clock);
        Migrations other = new Migrations(database, List.of(fast), later);
        LeasedLoop first = new LeasedLoop(new Leases(database, clock), "migrations", Duration.ofMillis(50), one::step);
        first.start();
        stuck.await();
        // for this one the lease of the other ran out long ago
        LeasedLoop second =
                new LeasedLoop(new Leases(database, later), "migrations", Duration.ofMillis(50), other::step);
        second.start();
        await().atMost(PATIENCE).until(() -> fast.batches.get() == 3);
        goOn.countDown();
        first.stop();
        await().atMost(PATIENCE).until(() -> record(1).containsKey("finishedAt"));
        second.stop();
        assertThat(things.countDocuments(new Document("mark1", 1))).isEqualTo(3_000);
        assertThat(record(1)).containsEntry("looked", 3_000L).containsEntry("changed", 3_000L);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void twoHundredThousandDocumentsGetAFieldAnIndexAndAValidatorWhileOthersWriteThem() throws Exception {
        fill(200_000);
        List<Document> some = things.find().limit(500).into(new ArrayList<>());
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread writer = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                Document one = some.get(written.get() % some.size());
                things.updateOne(new Document("_id", one.get("_id")), Updates.inc("n", 1));
                written.incrementAndGet();
            }
        });
        CollectionSchema described = new Things();
        new StoredSchema(database, List.of(described)).repair(false);
        finish(new Migrations(database, List.of(new MissingVersions(List.of(described))), clock));
        int before = written.get();
        await().atMost(PATIENCE).until(() -> written.get() > before);
        done.set(true);
        writer.join();

        assertThat(things.countDocuments(new Document("__v", 0L))).isEqualTo(200_000);
        assertThat(new StoredSchema(database, List.of(described)).differences()).isEmpty();
        assertThat(record(1)).containsEntry("changed", 200_000L);
    }

    /// A collection that was there before its description.
    private static final class Things implements CollectionSchema {
        @Override
        public String name() {
            return "things";
        }

        @Override
        public boolean hasVersions() {
            return true;
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(IndexDefinition.index("n", "things by number", "n", 1));
        }

        @Override
        public Shape shape() {
            return Shape.object(Shape.required("n", Shape.count()));
        }
    }

    @Test
    void twoCantHaveOneNumber() {
        List<Migration> same = List.of(new Marking(1), new Marking(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Migrations(database, same, clock));
    }
}
