package io.automedia.embeddedmongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTests {
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    /// How many documents of each writer were acknowledged.
    private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(WRITERS);

    private final AtomicBoolean enough = new AtomicBoolean();
    private final CountDownLatch before = new CountDownLatch(200);
    private final CountDownLatch between = new CountDownLatch(600);

    @Test
    void aCopyTakenWhileFourWriteHoldsAPrefixOfTheirWrites() throws Exception {
        List<Path> copies = List.of(folder.resolve("first"), folder.resolve("second"));
        List<List<Integer>> least = new ArrayList<>();
        List<List<Integer>> most = new ArrayList<>();
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(options("data"));
                MongoClient client = MongoClients.create(server.connectionString());
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            MongoCollection<Document> posts = posts(client);
            posts.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            posts.createIndex(Indexes.ascending("seen"));
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                running.add(writers.submit(() -> write(posts, number)));
            }
            for (CountDownLatch start : List.of(before, between)) {
                assertThat(start.await(60, TimeUnit.SECONDS)).isTrue();
                least.add(counts());
                server.checkpoint(copies.get(least.size() - 1));
                // one write of each may be there without having been answered yet
                most.add(counts().stream().map(count -> count + 1).toList());
            }
            enough.set(true);
            for (Future<?> writer : running) {
                writer.get();
            }
            check(copies.get(0), least.get(0), most.get(0));
            check(copies.get(1), least.get(1), most.get(1));
            assertThat(server.verify()).isEmpty();
            assertThat(posts.countDocuments(eq("kind", "copy's own"))).isZero();
        }
    }

    /// Each document says what its writer knew to be written before it; a state document follows each.
    private void write(MongoCollection<Document> posts, int writer) {
        for (int number = 1; !enough.get(); number++) {
            List<Integer> seen = counts();
            posts.insertOne(new Document("_id", writer + "/" + number)
                    .append("key", number * WRITERS + writer)
                    .append("seen", seen)
                    .append("text", "x".repeat(500)));
            acknowledged.set(writer, number);
            posts.replaceOne(
                    eq("_id", "state " + writer),
                    new Document("key", -1 - writer).append("number", number),
                    new ReplaceOptions().upsert(true));
            before.countDown();
            between.countDown();
        }
    }

    private void check(Path copy, List<Integer> least, List<Integer> most) {
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(copy).withMemoryBudget(16L << 20);
        assertThat(EmbeddedMongoServer.verify(options)).isEmpty();
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(options);
                MongoClient client = MongoClients.create(server.connectionString())) {
            MongoCollection<Document> posts = posts(client);
            List<Document> held = posts.find(gte("key", 0)).into(new ArrayList<>());
            int[] lengths = new int[WRITERS];
            held.forEach(post -> lengths[post.getInteger("key") % WRITERS]++);
            held.forEach(post -> checkSeen(post, lengths));
            for (int writer = 0; writer < WRITERS; writer++) {
                assertThat(lengths[writer]).isBetween(least.get(writer), most.get(writer));
                checkState(posts, writer, lengths[writer]);
            }
            posts.insertOne(new Document("kind", "copy's own"));
        }
    }

    /// All that the writer knew of is there too, its own documents without a gap.
    private static void checkSeen(Document post, int[] lengths) {
        List<Integer> seen = post.getList("seen", Integer.class);
        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(seen.get(writer))
                    .as("what %s knew of writer %d, in %s", post.get("_id"), writer, Arrays.toString(lengths))
                    .isLessThanOrEqualTo(lengths[writer]);
        }
        assertThat(post.getInteger("key") / WRITERS).isLessThanOrEqualTo(lengths[post.getInteger("key") % WRITERS]);
    }

    private static void checkState(MongoCollection<Document> posts, int writer, int length) {
        Document state = posts.find(eq("_id", "state " + writer)).first();
        int stated = state == null ? 0 : state.getInteger("number");
        assertThat(stated).isBetween(length - 1, length);
    }

    @Test
    void aCopyNeedsAnEmptyFolderAndTheSameKey() throws Exception {
        byte[] key = new byte[16];
        Path used = Files.createDirectories(folder.resolve("used"));
        Files.writeString(used.resolve("letter.txt"), "mine");
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(options("data").withEncryptionKey(key))) {
            assertThatThrownBy(() -> server.checkpoint(used))
                    .isInstanceOf(UnusableFolder.class)
                    .hasMessageContaining("is not empty");
            server.checkpoint(folder.resolve("copy"));
            assertThat(folder.resolve("copy").resolve("password")).doesNotExist();
        }
        assertThat(EmbeddedMongoServer.verify(options("copy").withEncryptionKey(key)))
                .isEmpty();
        assertThatThrownBy(() -> EmbeddedMongoServer.verify(options("copy"))).isInstanceOf(UnusableFolder.class);
    }

    @Test
    void aClosedServerMakesNoCopies() {
        EmbeddedMongoServer server = EmbeddedMongoServer.start(options("data"));
        server.close();
        server.close();
        assertThatThrownBy(() -> server.checkpoint(folder.resolve("copy"))).isInstanceOf(IllegalStateException.class);
    }

    private List<Integer> counts() {
        List<Integer> counts = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            counts.add(acknowledged.get(writer));
        }
        return counts;
    }

    private EmbeddedMongoOptions options(String name) {
        return EmbeddedMongoOptions.of(folder.resolve(name)).withMemoryBudget(16L << 20);
    }

    private static MongoCollection<Document> posts(MongoClient client) {
        return client.getDatabase("copied").getCollection("posts");
    }
}
