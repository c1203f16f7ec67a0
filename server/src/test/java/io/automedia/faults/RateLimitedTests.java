package io.automedia.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.AutoMedia;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import io.automedia.limits.Quota;
import io.automedia.limits.QuotaStanding;
import io.automedia.limits.Quotas;
import io.automedia.sessions.Sessions;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.TestRedis;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestStores;
import io.automedia.testing.Together;
import io.automedia.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The limits as people meet them over HTTP, on two nodes that share a MongoDB and a Redis.
class RateLimitedTests {
    private static final List<ConfigurableApplicationContext> NODES = new ArrayList<>();

    private static EmbeddedMongoServer server;
    private static TestRedis redis;
    private static Wire toRedis;

    private final AtomicInteger turn = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedMongoServer.start(EmbeddedMongoOptions.of(Files.createDirectory(folder.resolve("mongodb"))));
        redis = TestRedis.start(Files.createDirectory(folder.resolve("redis")));
        toRedis = Wire.to(redis.uri());
        Map<String, Object> shared = new HashMap<>(TestStores.properties(folder));
        shared.put("automedia.mongodb-uri", server.connectionString());
        shared.put("automedia.redis-uri", toRedis.uri());
        shared.put("automedia.master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        shared.put("automedia.port", "0");
        shared.put("automedia.limits.standard", "100/min");
        shared.put("automedia.limits.collection", "3/h");
        shared.put("automedia.limits.pages", "5/min");
        for (String node : List.of("one", "two")) {
            Map<String, Object> properties = new HashMap<>(shared);
            properties.put("automedia.data", folder.resolve(node).toString());
            NODES.add(new SpringApplication(AutoMedia.class)
                    .run(properties.entrySet().stream()
                            .map(property -> "--" + property.getKey() + "=" + property.getValue())
                            .toArray(String[]::new)));
        }
    }

    @AfterAll
    static void stop() {
        NODES.getFirst().getBean(MongoDatabase.class).drop();
        NODES.forEach(ConfigurableApplicationContext::close);
        toRedis.close();
        redis.close();
        server.close();
    }

    @Test
    void of_64_clients_on_two_nodes_exactly_100_calls_a_minute_pass() throws Exception {
        String token = register("many@example.org");

        List<Answer> answers = Together.call(64, () -> {
                    List<Answer> mine = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        mine.add(node(turn.getAndIncrement()).withToken(token).get("/api/v1/users/me"));
                    }
                    return mine;
                })
                .stream()
                .flatMap(Collection::stream)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(100);
        assertThat(answers.stream().filter(answer -> answer.status() == 429)).hasSize(156);
        Answer refused = node(0).withToken(token).get("/api/v1/topics");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("RATE001");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"standard\";q=100;w=60");
        assertThat(refused.header("RateLimit")).matches("\"standard\";r=0;t=([1-9]|[1-5][0-9]|60)");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        String other = register("other@example.org");
        assertThat(node(0).withToken(other).get("/api/v1/topics").header("RateLimit"))
                .startsWith("\"standard\";r=99;");
    }

    /// As whoever asks a model does: takes one before, and gives it back when no text was made.
    @Test
    void of_64_callers_on_two_nodes_exactly_the_texts_of_a_day_are_made_though_some_fail() throws Exception {
        UserId ada = new UserId(new ObjectId());
        int limit = 40;
        AtomicInteger failures = new AtomicInteger();

        List<Integer> made = Together.call(64, () -> {
            Quotas quotas = NODES.get(turn.getAndIncrement() % NODES.size()).getBean(Quotas.class);
            try {
                Quotas.Taken taken = quotas.require(ada, Quota.GENERATION, limit);
                while (failures.incrementAndGet() % 3 == 0) {
                    quotas.giveBack(ada, taken, 1);
                    taken = quotas.require(ada, Quota.GENERATION, limit);
                }
                return taken.granted();
            } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isEqualTo("RATE002");
                return 0;
            }
        });

        assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(limit);
        assertThat(failures).as("attempts, of which each third failed").hasValueGreaterThan(limit);
        for (ConfigurableApplicationContext node : NODES) {
            QuotaStanding standing = node.getBean(Quotas.class).standing(ada, Quota.GENERATION, limit);
            assertThat(standing.used()).isEqualTo(limit);
            assertThat(standing.remaining()).isZero();
            assertThat(standing.period()).matches("\\d{4}-\\d{2}-\\d{2}");
        }
    }

    @Test
    void posts_that_are_brought_in_count_by_the_hour() {
        Http ada = node(0).withToken(register("collector@example.org"));
        for (int i = 0; i < 3; i++) {
            Answer stored = post(ada, i);
            assertThat(stored.status()).as("%s", stored).isEqualTo(201);
            assertThat(stored.header("RateLimit-Policy")).isEqualTo("\"collection\";q=3;w=3600");
            assertThat(stored.header("RateLimit")).startsWith("\"collection\";r=" + (2 - i) + ";");
        }

        assertThat(post(ada, 3).status()).isEqualTo(429);

        assertThat(ada.get("/api/v1/content").status()).isEqualTo(200);
    }

    @Test
    void who_opens_too_many_pages_gets_a_page_that_says_so_and_assets_go_on() {
        Browser browser = Browser.at(url(0));
        browser.get("/login");
        register("pages@example.org");
        browser.post("/login", "email=pages%40example.org&password=" + TestPeople.PASSWORD.replace(' ', '+'));
        Http pages = browser.http().with("Accept", "text/html");
        Answer last = pages.get("/topics");
        for (int i = 0; i < 5; i++) {
            last = pages.get("/topics");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(last.text()).contains("<html").contains("Too many requests");
        assertThat(pages.get("/assets/posts.js").status()).isEqualTo(200);
        assertThat(pages.get("/assets/posts.js").header("RateLimit")).isEmpty();
    }

    @Test
    void the_command_line_of_this_machine_is_not_counted() {
        register("local@example.org");
        Http local = node(0).withToken(NODES.getFirst().getBean(Sessions.class).localToken())
                .with("X-Automedia-User", "local@example.org");
        for (int i = 0; i < 5; i++) {
            assertThat(post(local, 100 + i).status()).isEqualTo(201);
        }
        assertThat(local.get("/api/v1/content").header("RateLimit")).isEmpty();
    }

    @Test
    void without_redis_each_node_counts_and_nobody_signs_in_by_a_password() {
        Http one = node(0).withToken(register("away@example.org"));
        String credentials = credentials("away@example.org");
        assertThat(node(0).post("/api/v1/auth/login", credentials).status()).isEqualTo(200);
        toRedis.cut();
        try {
            await().until(() -> node(0).post("/api/v1/auth/login", credentials).status() == 503);
            Answer refused = node(0).post("/api/v1/auth/login", credentials);
            assertThat(refused.at("/code")).isEqualTo("SYS002");
            for (int i = 0; i < 3; i++) {
                assertThat(post(one, 200 + i).status()).isEqualTo(201);
            }
            assertThat(post(one, 203).status()).isEqualTo(429);
        } finally {
            toRedis.mend();
        }
        await().until(() -> node(0).post("/api/v1/auth/login", credentials).status() == 200);
        await().until(() -> {
            one.get("/api/v1/users/me");
            return NODES.getFirst().getBean(StringRedisTemplate.class).hasKey("rate_limit:" + id(one) + ":standard");
        });
    }

    private static String id(Http person) {
        return person.get("/api/v1/users/me").at("/id");
    }

    private static Answer post(Http person, int number) {
        return person.post(
                "/api/v1/content",
                "{\"platform\":\"reddit\",\"platformId\":\"n%d\",\"content\":{\"text\":\"Post %d\"}}"
                        .formatted(number, number));
    }

    private static String register(String email) {
        Answer answer = node(0).post("/api/v1/auth/register", credentials(email));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.at("/tokens/accessToken");
    }

    private static String credentials(String email) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}";
    }

    private static Http node(int number) {
        return Http.to(url(number));
    }

    private static String url(int number) {
        return "http://localhost:"
                + NODES.get(number % NODES.size()).getEnvironment().getRequiredProperty("local.server.port");
    }
}
