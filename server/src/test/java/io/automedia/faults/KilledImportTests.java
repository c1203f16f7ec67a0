package io.automedia.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.automedia.testing.Http;
import io.automedia.testing.OwnProcess;
import io.automedia.testing.TestPeople;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// An import in the real application, with the embedded stores, that is killed twice.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class KilledImportTests {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final CountedPosts posts = new CountedPosts(16_400);
    private String token = "";

    @Test
    void anImportThatIsKilledGoesOnByItselfAndEndsWithTheSameNumbers() {
        Path data = folder.resolve("data");
        String job = killEverything(data);
        killJavaOnly(data, job);
        try (OwnProcess third = OwnProcess.start(data)) {
            Http ada = third.http().withToken(token);
            assertThat(counts(awaitEnd(ada, job))).as("seed %d", seed).isEqualTo(posts.counts());
            String again = submit(ada);
            assertThat(counts(awaitEnd(ada, again))).as("seed %d", seed).isEqualTo(posts.countsAgain());
            checkStore(third.instance().path("mongodbUri").asString(""));
            assertThat(data.resolve("jobs")).isEmptyDirectory();
            List<ProcessHandle> tree = third.tree();
            third.signal("TERM");
            third.awaitEnd();
            tree.forEach(one -> one.onExit().join());
            assertThat(data.resolve("instance.json")).doesNotExist();
        }
    }

    private String killEverything(Path data) {
        try (OwnProcess process = OwnProcess.start(data)) {
            Http nobody = process.http();
            token = nobody.post(
                            "/api/v1/auth/register",
                            "{\"email\":\"ada@example.org\",\"password\":\"" + TestPeople.PASSWORD + "\"}")
                    .at("/tokens/accessToken");
            Http ada = nobody.withToken(token);
            String job = submit(ada);
            awaitRead(ada, job, 1_000 + random.nextInt(posts.read() / 3));
            List<Integer> ports = process.ports();
            process.kill();
            ports.forEach(KilledImportTests::assertNobodyListens);
            return job;
        }
    }

    private void killJavaOnly(Path data, String job) {
        try (OwnProcess process = OwnProcess.start(data)) {
            Http ada = process.http().withToken(token);
            awaitRead(ada, job, posts.read() / 2 + random.nextInt(posts.read() / 3));
            List<ProcessHandle> tree = process.tree();
            List<Integer> ports = process.ports();
            assertThat(tree).as("Redis runs beside").hasSizeGreaterThan(1);
            process.killJava();
            tree.forEach(one -> one.onExit().join());
            ports.forEach(KilledImportTests::assertNobodyListens);
        }
    }

    private String submit(Http ada) {
        Http.Answer answer = ada.with("X-File-Name", "counted.jsonl").post("/api/v1/content/import", posts.text());
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.header("Location");
    }

    private static void awaitRead(Http ada, String job, int lines) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ada.get(job).json().at("/counts/read").asInt(0) >= lines);
    }

    private static JsonNode awaitEnd(Http ada, String job) {
        return await().atMost(PATIENCE)
                .until(
                        () -> ada.get(job).json(),
                        json -> json.path("status").asString("").equals("completed"));
    }

    private static Map<String, Integer> counts(JsonNode job) {
        Map<String, Integer> counts = new HashMap<>();
        job.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    private void checkStore(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase("automedia");
            Bson onALane = Filters.gte("metadata.enrichment.lane", "");
            await().atMost(PATIENCE)
                    .until(() -> database.getCollection("content").countDocuments(onALane) == 0);
            assertThat(database.getCollection("content").find().projection(Projections.include("processedAt")))
                    .allMatch(post -> post.getDate("processedAt") != null);
            Map<ObjectId, Long> likes = numbers(database, "content", "_id", "metadata.engagement.likes");
            assertThat(likes).as("seed %d", seed).hasSize(posts.posts());
            assertThat(database.getCollection("libraryItems").countDocuments()).isEqualTo(posts.posts());
            assertThat(numbers(database, "libraryItems", "contentId", "likes")).isEqualTo(likes);
            for (String name : database.listCollectionNames()) {
                Document verdict = database.runCommand(new Document("validate", name));
                assertThat(verdict.getList("errors", String.class)).as(name).isEmpty();
                assertThat(verdict.getBoolean("valid")).as(name).isTrue();
            }
        }
    }

    private static Map<ObjectId, Long> numbers(MongoDatabase database, String collection, String id, String number) {
        Map<ObjectId, Long> found = new HashMap<>();
        for (Document document :
                database.getCollection(collection).find().projection(Projections.include(id, number))) {
            Number value = document.getEmbedded(List.of(number.split("\\.", -1)), Number.class);
            found.put(document.getObjectId(id), value.longValue());
        }
        return found;
    }

    private static void assertNobodyListens(int port) {
        List<Integer> taken = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            taken.add(socket.getPort());
        } catch (IOException refused) {
            // as it should be
        }
        assertThat(taken).isEmpty();
    }
}
