package io.automedia.embeddedmongodb.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.embeddedmongodb.storage.LoggedWrite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goes back to moments at which four clients were writing while somebody built indexes, renamed and dropped.
class PointInTimeTests {
    private static final int CLIENTS = 4;
    private static final int WRITES_BETWEEN = 150;

    @TempDir
    Path folder;

    private final List<History> histories = new ArrayList<>();
    private final Semaphore written = new Semaphore(0);
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Wanted> wanted = new ArrayList<>();

    /// @param acknowledgedTo what was acknowledged up to here is there
    /// @param begunTo what was begun after it is not
    /// @param collections those that are there then
    /// @param indexes those of the posts
    private record Wanted(
            Moment moment, Instant acknowledgedTo, Instant begunTo, List<String> collections, List<String> indexes) {}

    @Test
    void everyMomentHasWhatWasAcknowledgedBeforeAndNothingThatWasBegunAfter() throws Exception {
        Path archive = folder.resolve("archive");
        try (EmbeddedMongoServer server =
                        EmbeddedMongoServer.start(options("data").archivingTo(archive, Duration.ofMillis(20)));
                MongoClient client = MongoClients.create(server.connectionString());
                var clients = Executors.newFixedThreadPool(CLIENTS)) {
            MongoDatabase database = client.getDatabase("moments");
            database.createCollection("drafts");
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                History history = new History(number);
                histories.add(history);
                running.add(clients.submit(() -> write(history, posts(client))));
            }
            live(server, database, posts(client));
            checkStatus(client.getDatabase("admin").runCommand(new Document("serverStatus", 1)));
            enough.set(true);
            for (Future<?> each : running) {
                each.get();
            }
            assertThat(server.verify()).isEmpty();
            checkLog(server);
        }
        for (Wanted each : wanted) {
            check(each, archive);
        }
    }

    private static void checkStatus(Document status) {
        Document shown = status.get("logArchive", Document.class);
        assertThat(shown).containsOnlyKeys("archived", "written", "keptBytes");
        assertThat(shown.getLong("archived")).isPositive().isLessThanOrEqualTo(shown.getLong("written"));
    }

    /// The last write is told once, and where to go on.
    private void checkLog(EmbeddedMongoServer server) {
        long last = server.archive();
        List<LoggedWrite> told = new ArrayList<>();
        assertThat(server.readLog(last, told::add)).isEqualTo(last + 1);
        assertThat(told).singleElement().satisfies(write -> {
            assertThat(write.last()).isEqualTo(last);
            assertThat(write.time()).isBeforeOrEqualTo(Instant.now());
        });
        assertThat(server.readLog(last + 1, told::add)).isEqualTo(last + 1);
        assertThat(told).hasSize(1);
    }

    private void write(History history, MongoCollection<Document> posts) {
        while (!enough.get()) {
            history.write(posts);
            written.release();
        }
    }

    private void awaitWrites() throws InterruptedException {
        written.drainPermits();
        assertThat(written.tryAcquire(WRITES_BETWEEN, 60, TimeUnit.SECONDS)).isTrue();
    }

    private void live(EmbeddedMongoServer server, MongoDatabase database, MongoCollection<Document> posts)
            throws InterruptedException {
        awaitWrites();
        server.checkpoint(folder.resolve("base"));
        awaitWrites();
        posts.createIndex(Indexes.ascending("tags"));
        posts.createIndex(Indexes.ascending("client", "version"), new IndexOptions().unique(true));
        want(List.of("drafts", "posts"), List.of("_id_", "client_1_version_1", "tags_1"));
        awaitWrites();
        database.getCollection("drafts").renameCollection(new MongoNamespace("moments", "kept"));
        awaitWrites();
        Instant before = Instant.now();
        long number = server.archive();
        wanted.add(new Wanted(
                new Moment.Sequence(number),
                before,
                Instant.now(),
                List.of("kept", "posts"),
                List.of("_id_", "client_1_version_1", "tags_1")));
        assertThat(server.archive()).isGreaterThanOrEqualTo(number);
        awaitWrites();
        posts.dropIndex("tags_1");
        database.getCollection("kept").drop();
        want(List.of("posts"), List.of("_id_", "client_1_version_1"));
        awaitWrites();
        posts.createIndex(Indexes.descending("version"));
        wanted.add(new Wanted(
                new Moment.Latest(),
                Instant.MAX,
                Instant.MAX,
                List.of("posts"),
                List.of("_id_", "client_1_version_1", "version_-1")));
    }

    /// The log knows milliseconds.
    private void want(List<String> collections, List<String> indexes) throws InterruptedException {
        Instant now = Instant.now();
        Instant moment = now.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        wanted.add(new Wanted(new Moment.At(moment), now, moment.plusMillis(1), collections, indexes));
        awaitWrites();
    }

    private void check(Wanted moment, Path archive) {
        EmbeddedMongoOptions restored = options("restored " + wanted.indexOf(moment));
        EmbeddedMongoServer.restore(restored, folder.resolve("base"), archive, moment.moment());
        assertThat(EmbeddedMongoServer.verify(restored)).isEmpty();
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(restored);
                MongoClient client = MongoClients.create(server.connectionString())) {
            for (History history : histories) {
                assertThat(history.allows(history.shown(posts(client)), moment.acknowledgedTo(), moment.begunTo()))
                        .as("%s at %s", history.shown(posts(client)), moment)
                        .isTrue();
            }
            assertThat(client.getDatabase("moments").listCollectionNames())
                    .containsExactlyInAnyOrderElementsOf(moment.collections());
            assertThat(posts(client).listIndexes().map(index -> index.getString("name")))
                    .containsExactlyInAnyOrderElementsOf(moment.indexes());
            posts(client).insertOne(new Document("_id", "goes on"));
            assertThat(server.verify()).isEmpty();
        }
    }

    private EmbeddedMongoOptions options(String name) {
        return EmbeddedMongoOptions.of(folder.resolve(name)).withMemoryBudget(16L << 20);
    }

    private static MongoCollection<Document> posts(MongoClient client) {
        return client.getDatabase("moments").getCollection("posts");
    }
}
