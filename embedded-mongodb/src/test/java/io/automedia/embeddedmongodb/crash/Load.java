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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/// Clients that insert, change and delete until the server refuses or is gone, and the log of what they were told is
/// written.
final class Load {
    private final int clients;
    private final Random random = new Random(5);
    private final Semaphore written = new Semaphore(0);
    private final AtomicInteger nextId = new AtomicInteger();

    /// What clients were told is written: the version of each document; 0 for a deleted one.
    private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();

    /// Documents whose last write was not acknowledged: it may be there or not.
    private final Map<Integer, Integer> attempted = new ConcurrentHashMap<>();

    Load(int clients) {
        this.clients = clients;
    }

    /// What is done to the server in the middle.
    interface Blow {
        void fall() throws Exception;
    }

    /// Lets the clients write, does something to the server after some hundred writes, and returns how each of them
    /// came to its end.
    List<MongoException> until(String address, Blow blow) throws Exception {
        CountDownLatch enough = new CountDownLatch(150 + random.nextInt(350));
        Queue<MongoException> ends = new ConcurrentLinkedQueue<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Random dice = new Random(random.nextLong());
            running.add(Thread.ofPlatform().start(() -> ends.add(work(address, dice, enough))));
        }
        await(enough, running);
        assertThat(enough.getCount())
                .as("writes that are missing; clients came to their ends by " + ends)
                .isZero();
        blow.fall();
        for (Thread client : running) {
            client.join();
        }
        return List.copyOf(ends);
    }

    /// Waits until enough is written, or nobody is there to write any more.
    private static void await(CountDownLatch enough, List<Thread> clients) throws InterruptedException {
        long began = System.nanoTime();
        while (!enough.await(100, TimeUnit.MILLISECONDS)
                && clients.stream().anyMatch(Thread::isAlive)
                && System.nanoTime() - began < TimeUnit.MINUTES.toNanos(5)) {
            // a machine that does other things takes its time
        }
    }

    static MongoCollection<Document> posts(MongoClient client) {
        return client.getDatabase("crash").getCollection("posts");
    }

    private MongoException work(String address, Random dice, CountDownLatch enough) {
        try (MongoClient client = MongoClients.create(address + "&serverSelectionTimeoutMS=60000&retryWrites=false")) {
            MongoCollection<Document> posts = posts(client);
            posts.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            posts.createIndex(Indexes.ascending("tags"));
            posts.createIndex(Indexes.descending("version"));
            List<Integer> mine = new ArrayList<>();
            while (true) {
                write(posts, dice, mine);
                enough.countDown();
            }
        } catch (MongoException end) {
            return end;
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

    /// Returns when some more writes have been acknowledged.
    void awaitMore(int writes) throws InterruptedException {
        written.drainPermits();
        assertThat(written.tryAcquire(writes, 60, TimeUnit.SECONDS))
                .as("more writes")
                .isTrue();
    }

    private void done(int id, int version) {
        written.release();
        acknowledged.put(id, version);
        attempted.remove(id);
    }

    /// How many documents clients were told of.
    int acknowledged() {
        return acknowledged.size();
    }

    /// Expects everything acknowledged among what the server shows.
    void checkShown(MongoCollection<Document> posts) {
        Map<Integer, Integer> stored = new HashMap<>();
        posts.find().forEach(post -> stored.put(post.getInteger("_id"), post.getInteger("version")));
        assertThat(acknowledged).hasSizeGreaterThan(100);
        acknowledged.forEach((id, version) -> {
            int found = stored.getOrDefault(id, 0);
            assertThat(found == version || found == attempted.getOrDefault(id, version))
                    .as("document %d: acknowledged %d, attempted %s, found %d", id, version, attempted.get(id), found)
                    .isTrue();
        });
    }

    /// Serves the folder again and expects everything acknowledged in it, and all indexes right.
    void checkAfterRestart(Path data) {
        try (EmbeddedMongoServer server =
                        EmbeddedMongoServer.start(EmbeddedMongoOptions.of(data).withMemoryBudget(16L << 20));
                MongoClient client = MongoClients.create(server.connectionString())) {
            checkShown(posts(client));
            assertThat(server.verify()).isEmpty();
            settle(posts(client));
        }
    }

    /// What was attempted has happened or not from now on.
    private void settle(MongoCollection<Document> posts) {
        attempted.keySet().forEach(id -> {
            Document found = posts.find(eq("_id", id)).first();
            acknowledged.put(id, found == null ? 0 : found.getInteger("version"));
        });
        attempted.clear();
    }
}
