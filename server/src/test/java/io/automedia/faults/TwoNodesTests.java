package io.automedia.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.storage.TestRedis;
import io.automedia.testing.Http;
import io.automedia.testing.OwnProcess;
import io.automedia.testing.TestPeople;
import io.automedia.updates.SocketClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two nodes on one MongoDB and one Redis. MongoDB is an embedded server, or the one in `AUTOMEDIA_TEST_MONGODB_URI`.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class TwoNodesTests {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String CREDENTIALS =
            "{\"email\":\"ada@example.org\",\"password\":\"" + TestPeople.PASSWORD + "\"}";
    private static final int POSTS = 40;
    private static final int TOPICS = 4;

    @TempDir
    private Path folder;

    private final String databaseName = "test-" + UUID.randomUUID();

    @Test
    void twoNodesShareTheWorkAndOneGoesOnWithoutTheOther() throws Exception {
        String given = System.getenv("AUTOMEDIA_TEST_MONGODB_URI");
        if (given != null && !given.isBlank()) {
            share(given);
            return;
        }
        try (EmbeddedMongoServer server =
                EmbeddedMongoServer.start(EmbeddedMongoOptions.of(Files.createDirectory(folder.resolve("mongodb"))))) {
            share(server.connectionString());
        }
    }

    private void share(String uri) throws Exception {
        try (TestRedis redis = TestRedis.startInstalled(Files.createDirectory(folder.resolve("redis")));
                MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase(databaseName);
            Map<String, String> variables = Map.of(
                    "AUTOMEDIA_MONGODB_URI",
                    uri,
                    "AUTOMEDIA_MONGODB_DATABASE",
                    databaseName,
                    "AUTOMEDIA_REDIS_URI",
                    redis.uri(),
                    "AUTOMEDIA_MASTER_KEY",
                    Files.writeString(folder.resolve("keys"), key(0)).toString());
            // the first one that is ready holds all leases
            try (OwnProcess one = OwnProcess.start(folder.resolve("one"), variables);
                    OwnProcess two = OwnProcess.start(
                            folder.resolve("two"), variables, "--logging.structured.format.file=ecs")) {
                String token =
                        one.http().post("/api/v1/auth/register", CREDENTIALS).at("/tokens/accessToken");
                Http adaAtOne = one.http().withToken(token);
                Http adaAtTwo = two.http().withToken(token);
                signOutCountsEverywhere(one.http(), two.http());
                signOutEndsConnectionsToTheOtherWithinASecond(one, two.http());
                postsAreAnnouncedOnceAndInOrder(adaAtOne, adaAtTwo);
                jobsAreDoneOnce(database, adaAtOne, adaAtTwo);
                keysAreRotatedOnBoth(folder.resolve("keys"), one, adaAtOne, adaAtTwo);
                nothingElseWasStarted(one, folder.resolve("one"));
                nothingElseWasStarted(two, folder.resolve("two"));
                one.kill();
                theOtherTakesOver(adaAtTwo);
                theLogIsJson(folder.resolve("two/logs/automedia.log"));
            } finally {
                database.drop();
            }
        }
    }

    /// With stores of their own nodes embed none.
    private static void nothingElseWasStarted(OwnProcess node, Path data) {
        assertThat(node.tree()).hasSize(1);
        assertThat(data.resolve("mongodb")).doesNotExist();
        assertThat(data.resolve("redis")).doesNotExist();
    }

    private static void theLogIsJson(Path log) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        assertThat(Files.readAllLines(log)).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = json.readTree(line);
            assertThat(Instant.parse(entry.path("@timestamp").asString(""))).isAfter(Instant.EPOCH);
            assertThat(entry.at("/log/level").asString("")).isNotEmpty();
            assertThat(entry.path("message").asString("")).isNotEmpty();
        });
    }

    private static void signOutCountsEverywhere(Http one, Http two) {
        String token = one.post("/api/v1/auth/login", CREDENTIALS).at("/tokens/accessToken");
        assertThat(one.withToken(token).get("/api/v1/users/me").status()).isEqualTo(200);
        assertThat(two.withToken(token).get("/api/v1/users/me").status()).isEqualTo(200);
        assertThat(two.withToken(token).post("/api/v1/auth/logout", "{}").status())
                .isBetween(200, 204);
        assertThat(one.withToken(token).get("/api/v1/users/me").status()).isEqualTo(401);
    }

    /// From the answer on, at the fastest of some times: what the machine adds is none of ours.
    private static void signOutEndsConnectionsToTheOtherWithinASecond(OwnProcess one, Http two) throws Exception {
        String port = String.valueOf(
                URI.create(one.instance().path("url").asString("")).getPort());
        List<Duration> took = new ArrayList<>();
        for (int time = 0; time < 5; time++) {
            String token = two.post("/api/v1/auth/login", CREDENTIALS).at("/tokens/accessToken");
            try (SocketClient client = SocketClient.connect(port)) {
                client.say("{\"type\":\"authenticate\",\"token\":\"" + token + "\"}");
                assertThat(client.next().path("type").asString()).isEqualTo("ready");
                assertThat(two.withToken(token)
                                .post("/api/v1/auth/logout", "{}")
                                .status())
                        .isEqualTo(204);
                long answered = System.nanoTime();
                assertThat(client.closeCode()).isEqualTo(4401);
                took.add(Duration.ofNanos(System.nanoTime() - answered));
            }
        }
        assertThat(took).anyMatch(time -> time.compareTo(Duration.ofSeconds(1)) < 0);
    }

    private static void postsAreAnnouncedOnceAndInOrder(Http one, Http two) {
        for (int i = 0; i < POSTS; i++) {
            post(i % 2 == 0 ? one : two, "p" + i);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(updates(one, "content:processed")).hasSize(POSTS));
        assertThat(updates(one, "content:collected")).hasSize(POSTS).doesNotHaveDuplicates();
        assertThat(updates(one, "content:processed")).doesNotHaveDuplicates();
        List<JsonNode> all = updates(one);
        assertThat(all.stream().map(update -> update.path("seq").asLong()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(updates(two)).isEqualTo(all);
    }

    private static void jobsAreDoneOnce(MongoDatabase database, Http one, Http two) {
        for (int i = 0; i < TOPICS; i++) {
            Http node = i % 2 == 0 ? one : two;
            var topic = node.post(
                    "/api/v1/topics", "{\"name\":\"Snow %d\",\"keywords\":[{\"term\":\"snow\"}]}".formatted(i));
            assertThat(topic.status()).as("%s", topic).isEqualTo(201);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.getCollection("libraryItems")
                                .countDocuments(new Document("topics", new Document("$size", TOPICS))))
                        .isEqualTo(POSTS));
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Document> jobs = database.getCollection("jobs").find().into(new ArrayList<>());
            assertThat(jobs)
                    .hasSizeGreaterThanOrEqualTo(TOPICS)
                    .allSatisfy(job ->
                            assertThat(job).containsEntry("status", "completed").containsEntry("attempts", 1));
        });
    }

    private static String key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A file is read again by both, each in its own time.
    private static void keysAreRotatedOnBoth(Path keys, OwnProcess one, Http adaAtOne, Http adaAtTwo)
            throws IOException {
        String secret = "{\"provider\":\"openai\",\"key\":\"sk-0123456789\"}";
        adaAtTwo.post("/api/v1/users/me/api-keys", secret);
        Files.writeString(keys, key(1) + "\n" + key(0) + "\n");
        Http local = one.http().withToken(one.instance().path("token").asString(""));
        String rotation = "/api/v1/admin/encryption-keys/rotation";
        await().atMost(PATIENCE).until(() -> local.post(rotation, "{}").status() == 202);
        adaAtTwo.post("/api/v1/users/me/api-keys", secret);
        await().atMost(PATIENCE).until(() -> local.get(rotation).json().has("finishedAt"));
        for (Http node : List.of(adaAtOne, adaAtTwo)) {
            assertThat(node.get("/api/v1/users/me/api-keys")
                            .json()
                            .path("items")
                            .valueStream())
                    .hasSize(2)
                    .allMatch(key -> key.path("key").asString("").equals("sk-…6789"));
        }
        assertThat(local.get("/api/v1/admin/encryption-keys")
                        .json()
                        .path("fields")
                        .valueStream())
                .isNotEmpty()
                .allMatch(field ->
                        field.path("key").equals(local.get(rotation).json().path("key")));
    }

    private static void theOtherTakesOver(Http two) {
        long before = updates(two, "content:processed").size();
        post(two, "after");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(updates(two, "content:processed")).hasSize((int) before + 1));
        List<JsonNode> all = updates(two);
        assertThat(all.stream().map(update -> update.path("seq").asLong()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    private static void post(Http node, String id) {
        var answer = node.post(
                "/api/v1/content",
                "{\"platform\":\"twitter\",\"platformId\":\"%s\",\"content\":{\"text\":\"Snow again, %s\"}}"
                        .formatted(id, id));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    private static List<String> updates(Http node, String type) {
        return updates(node).stream()
                .filter(update -> update.path("type").asString("").equals(type))
                .map(update -> update.at("/data/contentId").asString(""))
                .toList();
    }

    private static List<JsonNode> updates(Http node) {
        List<JsonNode> all = new ArrayList<>();
        node.get("/api/v1/updates?limit=1000").json().path("items").forEach(all::add);
        return all;
    }
}
