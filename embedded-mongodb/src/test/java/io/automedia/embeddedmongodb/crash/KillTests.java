package io.automedia.embeddedmongodb.crash;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTests {
    private static final int ROUNDS = 4;
    private static final int CLIENTS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private final AtomicInteger nextId = new AtomicInteger();

    /// What clients were told is written: the version of each document; 0 for a deleted one.
    private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();

    /// Documents whose last write was never answered: it may be there or not.
    private final Map<Integer, Integer> attempted = new ConcurrentHashMap<>();

    @Test
    void everythingAcknowledgedSurvivesKillNine() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killUnderLoad(round);
            check(round);
        }
    }

    private void killUnderLoad(int round) throws IOException, InterruptedException {
        Process process = start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String address = output.readLine();
            CountDownLatch enough = new CountDownLatch(300 + random.nextInt(700));
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random dice = new Random(random.nextLong());
                clients.add(Thread.ofPlatform().start(() -> work(address, dice, enough)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS))
                    .as("writes of round " + round)
                    .isTrue();
            process.destroyForcibly().waitFor();
            for (Thread client : clients) {
                client.join();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        folder.resolve("data").toString())
                .redirectError(ProcessBuilder.Redirect.to(new File(folder.toFile(), "stderr.txt")))
                .start();
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("crash").getCollection("posts");
    }

    /// Writes until the server is gone.
    private void work(String address, Random dice, CountDownLatch enough) {
        try (MongoClient client = MongoClients.create(address + "&serverSelectionTimeoutMS=10000&retryWrites=false")) {
            MongoCollection<Document> posts = collection(client);
            posts.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            posts.createIndex(Indexes.ascending("tags"));
            posts.createIndex(Indexes.descending("version"));
            List<Integer> mine = new ArrayList<>();
            while (true) {
                write(posts, dice, mine);
                enough.countDown();
            }
        } catch (MongoException killed) {
            // as it should be
        }
    }

    private void write(MongoCollection<Document> posts, Random dice, List<Integer> mine) {
        int kind = mine.isEmpty() ? 0 : dice.nextInt(10);
        if (kind < 4) {
            List<Document> fresh = new ArrayList<>();
            for (int i = dice.nextInt(20); i >= 0; i--) {
                int id = nextId.incrementAndGet();
                attempted.put(id, 1);
                fresh.add(new Document("_id", id)
                        .append("key", "k" + id)
                        .append("version", 1)
                        .append("tags", List.of("a" + id % 7, "b" + id % 3))
                        .append("text", "x".repeat(dice.nextInt(2000))));
            }
            posts.insertMany(fresh, new InsertManyOptions().ordered(false));
            fresh.forEach(post -> {
                mine.add(post.getInteger("_id"));
                done(post.getInteger("_id"), 1);
            });
        } else if (kind < 9) {
            int id = mine.get(dice.nextInt(mine.size()));
            int version = acknowledged.getOrDefault(id, 0) + 1;
            attempted.put(id, version);
            posts.updateOne(
                    eq("key", "k" + id),
                    Updates.combine(Updates.set("version", version), Updates.addToSet("tags", "v" + version)));
            done(id, version);
        } else {
            int id = mine.get(dice.nextInt(mine.size()));
            mine.remove(Integer.valueOf(id));
            attempted.put(id, 0);
            posts.deleteOne(eq("_id", id));
            done(id, 0);
        }
    }

    private void done(int id, int version) {
        acknowledged.put(id, version);
        attempted.remove(id);
    }

    private void check(int round) {
        try (EmbeddedMongoServer server = EmbeddedMongoServer.start(
                        EmbeddedMongoOptions.of(folder.resolve("data")).withMemoryBudget(16L << 20));
                MongoClient client = MongoClients.create(server.connectionString())) {
            Map<Integer, Integer> stored = new HashMap<>();
            collection(client).find().forEach(post -> stored.put(post.getInteger("_id"), post.getInteger("version")));
            assertThat(acknowledged).as("writes of round " + round).hasSizeGreaterThan(100 * (round + 1));
            acknowledged.forEach((id, version) -> {
                int found = stored.getOrDefault(id, 0);
                assertThat(found == version || found == attempted.getOrDefault(id, version))
                        .as(
                                "document %d: acknowledged %d, attempted %s, found %d",
                                id, version, attempted.get(id), found)
                        .isTrue();
                acknowledged.put(id, found);
            });
            attempted.clear();
            assertThat(server.verify()).isEmpty();
        }
    }
}
