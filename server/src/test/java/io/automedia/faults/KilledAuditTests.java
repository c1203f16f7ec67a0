package io.automedia.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.OwnProcess;
import io.automedia.testing.TestPeople;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The audit trail of the real application, with the embedded stores, which is killed again and again while people do
/// what is written there.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class KilledAuditTests {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = 4;
    private static final int PEOPLE = 4;

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> credentials = new ArrayList<>();

    /// What was answered with success, each as an entry should tell of it: its action and what it was done to.
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    private final Queue<AssertionError> refused = new ConcurrentLinkedQueue<>();

    @Test
    void everyActThatWasAnsweredHasItsEntryAndTheChainGoesOn() {
        Path data = folder.resolve("data");
        long last = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (OwnProcess process = OwnProcess.start(data, "--automedia.limits.login=1000000/min")) {
                if (kill == 1) {
                    register(process.http());
                } else {
                    last = goesOn(process, last);
                }
                killAmidst(process, kill % 2 == 0 ? process::kill : process::killJava);
            }
        }
        try (OwnProcess process = OwnProcess.start(data);
                OwnProcess command = OwnProcess.run(data, Map.of(), "audit", "verify")) {
            goesOn(process, last);
            assertThat(command.awaitEnd()).as(command.output()).isZero();
        }
        assertThat(acknowledged.stream().map(act -> act.substring(0, act.indexOf(' '))))
                .contains("auth.login", "key.created", "key.deleted", "permission.changed", "visibility.changed");
    }

    private void register(Http nobody) {
        for (int person = 0; person < PEOPLE; person++) {
            String mine =
                    "{\"email\":\"person%d@example.org\",\"password\":\"%s\"}".formatted(person, TestPeople.PASSWORD);
            assertThat(nobody.post("/api/v1/auth/register", mine).status()).isEqualTo(201);
            credentials.add(mine);
        }
    }

    /// Some acts after all have begun, at any step of what they do then.
    private void killAmidst(OwnProcess process, Runnable kill) {
        Http nobody = process.http();
        int before = acknowledged.size();
        int enough = before + 4 * PEOPLE + random.nextInt(40);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            credentials.forEach(mine -> threads.execute(() -> actUntilItIsGone(nobody, mine)));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.size() >= enough || !refused.isEmpty());
            List<ProcessHandle> tree = process.tree();
            kill.run();
            tree.forEach(one -> one.onExit().join());
        }
        assertThat(refused).isEmpty();
    }

    private void actUntilItIsGone(Http nobody, String mine) {
        try {
            while (true) {
                act(nobody, mine);
            }
        } catch (AssertionError end) {
            // else a request that nobody answers any more
            if (!(end.getCause() instanceof IOException)) {
                refused.add(end);
            }
        }
    }

    private void act(Http nobody, String mine) {
        Answer signedIn = done("auth.login", nobody.post("/api/v1/auth/login", mine), KilledAuditTests::session);
        Http person = nobody.withToken(signedIn.at("/tokens/accessToken"));
        String keys = "/api/v1/users/me/api-keys";
        String key = done(
                        "key.created",
                        person.post(keys, "{\"provider\":\"openai\",\"key\":\"sk-0123456789\"}"),
                        answer -> answer.at("/id"))
                .at("/id");
        done("key.deleted", person.delete(keys + "/" + key), answer -> key);
        String collection =
                person.post("/api/v1/collections", "{\"name\":\"" + key + "\"}").at("/id");
        String path = "/api/v1/collections/" + collection;
        String friend = mine.contains("person0") ? "person1@example.org" : "person0@example.org";
        done(
                "permission.changed",
                person.put(path + "/permissions", "{\"person\":\"" + friend + "\",\"role\":\"viewer\"}"),
                answer -> collection);
        done("visibility.changed", person.patch(path, "{\"settings\":{\"isPublic\":true}}"), answer -> collection);
    }

    private Answer done(String action, Answer answer, Function<Answer, String> object) {
        assertThat(answer.status()).as("%s %s", action, answer).isBetween(200, 204);
        acknowledged.add(action + " " + object.apply(answer));
        return answer;
    }

    /// The id of the session that an access token is of.
    private static String session(Answer signedIn) {
        String claims = signedIn.at("/tokens/accessToken").split("\\.", -1)[1];
        return JsonMapper.builder()
                .build()
                .readTree(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .path("sid")
                .asString("");
    }

    /// @param before how long the chain was before it was killed, at least
    /// @return how long it is
    private long goesOn(OwnProcess process, long before) {
        Http local = process.http().withToken(process.instance().path("token").asString(""));
        JsonNode verified = await().atMost(PATIENCE)
                .until(
                        () -> local.get("/api/v1/audit/verify").json(),
                        found -> found.path("waiting").asLong(1) == 0);
        long last = verified.path("last").asLong();
        assertThat(verified.path("isIntact").asBoolean())
                .as("seed %d: %s", seed, verified)
                .isTrue();
        assertThat(verified.path("entries").asLong()).isEqualTo(last).isGreaterThan(before);
        assertThat(written(process.instance().path("mongodbUri").asString("")))
                .as("seed %d", seed)
                .containsAll(acknowledged)
                .doesNotContain("audit.damaged null");
        return last;
    }

    private static Set<String> written(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            return client.getDatabase("automedia")
                    .getCollection("auditEntries")
                    .find()
                    .map(entry -> entry.getString("action") + " "
                            + entry.get("object", Document.class).getString("id"))
                    .into(new HashSet<>());
        }
    }
}
