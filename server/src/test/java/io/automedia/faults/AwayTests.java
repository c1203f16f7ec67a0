package io.automedia.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.AutoMedia;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.storage.TestRedis;
import io.automedia.testing.Http;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestStores;
import io.automedia.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/// The application while MongoDB or Redis is away, and afterwards. MongoDB is an embedded server, or the one in
/// `AUTOMEDIA_TEST_MONGODB_URI`.
class AwayTests {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static @Nullable EmbeddedMongoServer server;
    private static TestRedis redis;
    private static Wire toMongodb;
    private static Wire toRedis;
    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Map<String, Object> properties = new HashMap<>(TestStores.properties(folder.resolve("data")));
        String given = System.getenv("AUTOMEDIA_TEST_MONGODB_URI");
        String uri = given == null || given.isBlank() ? embedded(folder) : given;
        redis = TestRedis.start(Files.createDirectory(folder.resolve("redis")));
        toMongodb = Wire.to(uri);
        toRedis = Wire.to(redis.uri());
        properties.put("automedia.mongodb-uri", toMongodb.uri());
        properties.put("automedia.redis-uri", toRedis.uri());
        properties.put("automedia.port", "0");
        properties.put("automedia.jobs.lease", "3s");
        properties.put("automedia.jobs.retry-after", "100ms");
        context = new SpringApplication(AutoMedia.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    private static String embedded(Path folder) throws Exception {
        EmbeddedMongoServer started =
                EmbeddedMongoServer.start(EmbeddedMongoOptions.of(Files.createDirectory(folder.resolve("mongodb"))));
        server = started;
        return started.connectionString();
    }

    @AfterAll
    static void stop() {
        context.getBean(MongoDatabase.class).drop();
        context.close();
        toMongodb.close();
        toRedis.close();
        redis.close();
        EmbeddedMongoServer started = server;
        if (started != null) {
            started.close();
        }
    }

    @Test
    void withoutRedisEverythingGoesOnAndNothingIsLost() {
        Http ada = register("redis@example.org");
        toRedis.cut();
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> post(ada, "r" + i)).toList();
        assertThat(ada.get("/api/v1/content?limit=10").json().at("/items")).hasSize(5);
        assertThat(nobody().get("/login").status()).isEqualTo(200);
        Http again = register("second@example.org");
        assertThat(again.get("/api/v1/users/me").status()).isEqualTo(200);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(processed(ada)).hasSize(5));
        toRedis.mend();
        String late = post(ada, "late");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(processed(ada)).hasSize(6));
        assertThat(processed(ada)).containsAll(ids).contains(late);
        String list = "updates:" + ada.get("/api/v1/users/me").at("/id");
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            // what is published now finds Redis again, and puts the list right
            post(ada, "probe" + System.nanoTime());
            assertThat(context.getBean(StringRedisTemplate.class).opsForList().size(list))
                    .isGreaterThanOrEqualTo(12);
        });
    }

    @Test
    void withoutMongodbTheAnswerIsToTryAgainAndJobsGoOnAfterwards() {
        Http ada = register("mongodb@example.org");
        post(ada, "before");
        CountedPosts posts = new CountedPosts(3_000);
        String job = ada.with("X-File-Name", "counted.jsonl")
                .post("/api/v1/content/import", posts.text())
                .header("Location");
        await().atMost(PATIENCE)
                .until(() -> ada.get(job).json().at("/counts/read").asInt(0) > 0);
        toMongodb.cut();
        Http.Answer refused = ada.post("/api/v1/content", json("while"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(503);
        assertThat(refused.at("/code")).isEqualTo("SYS002");
        assertThat(ada.get("/api/v1/content").status()).isEqualTo(503);
        assertThat(nobody().get("/login").status()).isEqualTo(200);
        toMongodb.mend();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ada.post("/api/v1/content", json("after")).status() == 201);
        await().atMost(PATIENCE).until(() -> ada.get(job).at("/status"), status -> status.equals("completed"));
        Map<String, Integer> counts = new HashMap<>();
        ada.get(job)
                .json()
                .path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        assertThat(counts).isEqualTo(posts.counts());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(processed(ada)).hasSize(2));
    }

    private static Http nobody() {
        return Http.to("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static Http register(String email) {
        Http.Answer answer = nobody().post(
                        "/api/v1/auth/register",
                        "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return nobody().withToken(answer.at("/tokens/accessToken"));
    }

    private static String post(Http person, String id) {
        Http.Answer answer = person.post("/api/v1/content", json(id));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.at("/id");
    }

    private static String json(String id) {
        return "{\"platform\":\"reddit\",\"platformId\":\"%s\",\"content\":{\"text\":\"Snow again, %s\"}}"
                .formatted(id, id);
    }

    private static List<String> processed(Http person) {
        List<String> found = new ArrayList<>();
        for (JsonNode update : person.get("/api/v1/updates?limit=1000").json().path("items")) {
            if (update.path("type").asString("").equals("content:processed")) {
                found.add(update.at("/data/contentId").asString(""));
            }
        }
        return found;
    }
}
