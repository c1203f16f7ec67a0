package io.automedia.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.factors.SecondFactors;
import io.automedia.factors.TestAuthenticator;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The keys of the application are rotated while people use what they encrypt.
@AutoMediaTest
class RotationUnderLoadTests {
    private static final String KEYS = "/api/v1/admin/encryption-keys";
    private static final String ROTATION = KEYS + "/rotation";
    private static final String API_KEYS = "/api/v1/users/me/api-keys";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestPeople people;
    private final MongoDatabase store;
    private final FieldEncryption encryption;
    private final SecondFactors factors;
    private final Clock clock;
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    RotationUnderLoadTests(
            TestPeople people, MongoDatabase store, FieldEncryption encryption, SecondFactors factors, Clock clock) {
        this.people = people;
        this.store = store;
        this.encryption = encryption;
        this.factors = factors;
        this.clock = clock;
    }

    /// One thing that somebody does again and again.
    private interface Use {
        void once() throws Exception;
    }

    @Test
    void no_request_fails_while_everything_comes_to_a_new_key() throws Exception {
        TestPerson admin = people.admin();
        List<String> signing = published();
        people.nobody()
                .post(
                        "/api/v1/auth/password/forgot",
                        "{\"email\":\"" + admin.user().email() + "\"}");
        await().atMost(PATIENCE).until(() -> store.getCollection("mails").countDocuments(Filters.exists("letter")) > 0);
        String rotation;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = List.of(
                    threads.submit(
                            () -> again("api keys", apiKeys(people.someone().http()))),
                    threads.submit(() ->
                            again("credentials", credentials(people.someone().http()))),
                    threads.submit(() -> again("sign-ins", this::signsIn)));
            try {
                rotation = admin.http().post(ROTATION, "{}").at("/key");
                assertThat(rotation).isNotEmpty();
                await().atMost(PATIENCE)
                        .until(() -> admin.http().get(ROTATION).json().has("finishedAt"));
                await().atMost(PATIENCE).until(this::isInFullUse);
            } finally {
                over.set(true);
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(published()).containsAll(signing).hasSizeGreaterThan(signing.size());
        Set<String> kinds = everythingOpensWith(rotation);
        assertThat(kinds).contains("users", "platforms", "secondFactors", "mails", "signingKeys", "auditKeys");
        String master = admin.http().get(ROTATION).at("/masterKey");
        assertThat(store.getCollection("encryptionKeys").find().map(key -> key.getString("masterKey")))
                .allMatch(master::equals);
        assertThat(admin.http().get(KEYS).json().at("/masterKeys/1/isNeeded").asBoolean(true))
                .isFalse();
    }

    private boolean isInFullUse() {
        synchronized (asked) {
            return asked.keySet().equals(Set.of("api keys", "credentials", "sign-ins"))
                    && asked.values().stream().allMatch(times -> times > 3);
        }
    }

    private List<String> published() {
        return people.nobody()
                .get("/.well-known/jwks.json")
                .json()
                .at("/keys")
                .valueStream()
                .map(key -> key.at("/kid").asString())
                .toList();
    }

    private void again(String name, Use use) {
        while (!over.get()) {
            try {
                use.once();
                synchronized (asked) {
                    asked.merge(name, 1, Integer::sum);
                }
            } catch (Exception | AssertionError failure) {
                failures.add(name + ": " + failure);
            }
        }
    }

    private static Use apiKeys(Http person) {
        return () -> {
            String id = answered(201, person.post(API_KEYS, "{\"provider\":\"openai\",\"key\":\"sk-0123456789\"}"))
                    .at("/id");
            answered(200, person.patch(API_KEYS + "/" + id, "{\"label\":\"another\"}"));
            answered(200, person.get(API_KEYS))
                    .json()
                    .path("items")
                    .forEach(key -> assertThat(key.path("key").asString("")).isEqualTo("sk-…6789"));
            if (person.get(API_KEYS).json().path("items").size() > 10) {
                answered(204, person.delete(API_KEYS + "/" + id));
                String oldest = person.get(API_KEYS).at("/items/0/id");
                answered(204, person.delete(API_KEYS + "/" + oldest));
            }
        };
    }

    private static Use credentials(Http person) {
        String path = "/api/v1/platforms/"
                + person.post(
                                "/api/v1/platforms",
                                "{\"type\":\"fake\",\"name\":\"Mine\",\"config\":{\"token\":\"t0\"}}")
                        .at("/id");
        String webhook = "{\"url\":\"https://example.org/hook\",\"events\":[\"post.created\"]}";
        answered(201, person.post(path + "/webhooks", webhook));
        return () -> {
            answered(200, person.patch(path, "{\"config\":{\"apiKey\":\"s3cret\"}}"));
            answered(200, person.get(path));
            answered(200, person.patch(path, "{\"name\":\"Mine again\"}"));
        };
    }

    private void signsIn() {
        TestPerson person = people.someone();
        String secret =
                factors.begin(person.user().userId(), person.user().email()).secret();
        String code = factors.confirm(person.user().userId(), new TestAuthenticator(secret, clock).code())
                .getFirst();
        String challenge = people.nobody()
                .post(
                        "/api/v1/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(person.user().email(), TestPeople.PASSWORD))
                .at("/challenge");
        Answer signedIn = answered(
                200,
                people.nobody()
                        .post(
                                "/api/v1/auth/login",
                                "{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(challenge, code)));
        answered(
                200,
                people.nobody().withToken(signedIn.at("/tokens/accessToken")).get("/api/v1/users/me"));
    }

    private static Answer answered(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        return answer;
    }

    /// Whatever looks like an encrypted text, in all collections, wherever it is, is encrypted with this
    /// key. What other tests have spoilt opens with none.
    ///
    /// @return the collections that have such
    private Set<String> everythingOpensWith(String key) {
        Set<String> found = new TreeSet<>();
        for (String collection : store.listCollectionNames()) {
            for (Document document : store.getCollection(collection).find()) {
                Map<String, String> texts = new HashMap<>();
                collect(texts, "", document);
                texts.forEach((field, text) -> {
                    String place = collection + " " + document.get("_id") + " " + field;
                    boolean opens = opens(collection, document, field, text);
                    assertThat(text.startsWith("enc1:" + key + ":")).as(place).isEqualTo(opens);
                    if (opens) {
                        found.add(collection);
                    }
                });
            }
        }
        return found;
    }

    private boolean opens(String collection, Document document, String field, String text) {
        try {
            return !encryption
                    .decrypt(collection, document.getObjectId("_id"), field, text)
                    .isEmpty();
        } catch (FieldEncryptionException spoilt) {
            return false;
        }
    }

    private static void collect(Map<String, String> texts, String field, @Nullable Object value) {
        switch (value) {
            case Document document ->
                document.forEach((name, inner) -> collect(texts, field.isEmpty() ? name : field + "." + name, inner));
            case List<?> list ->
                list.forEach(element -> {
                    if (element instanceof Document document) {
                        Object id = document.containsKey("_id") ? document.get("_id") : document.get("id");
                        collect(texts, field + "." + id, document);
                    }
                });
            case String text when text.startsWith("enc1:") -> texts.put(field, text);
            case null, default -> {
                // nothing that is encrypted
            }
        }
    }

    @Test
    void a_rotation_takes_an_administrator_and_a_recent_proof_and_is_written_down() {
        TestPerson admin = people.admin();
        String token = admin.http()
                .post("/api/v1/tokens", "{\"name\":\"admin\",\"scopes\":[\"admin\"]}")
                .at("/token");
        assertThat(people.nobody().withToken(token).post(ROTATION, "{}").status())
                .as("by a token")
                .isEqualTo(403);
        store.getCollection("sessions")
                .updateMany(
                        Filters.eq("userId", admin.user().id()),
                        Updates.set("authenticatedAt", Date.from(clock.instant().minus(Duration.ofMinutes(11)))));
        // one that another test began
        await().atMost(PATIENCE).until(() -> !runs(admin.http().get(ROTATION)));
        long before = store.getCollection("encryptionKeys").countDocuments();

        Answer late = admin.http().post(ROTATION, "{}");

        assertThat(late.at("/type")).as("%s", late).isEqualTo("urn:automedia:problem:confirmation");
        assertThat(store.getCollection("encryptionKeys").countDocuments()).isEqualTo(before);
        assertThat(written(admin)).isEmpty();
        admin.http().post("/api/v1/auth/confirm", "{\"password\":\"" + TestPeople.PASSWORD + "\"}");
        assertThat(admin.http().post(ROTATION, "{}").status()).isEqualTo(202);
        assertThat(written(admin)).hasSize(1);
        assertThat(people.nobody().withToken(token).get(KEYS).status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> admin.http().get(ROTATION).json().has("finishedAt"));
    }

    private static boolean runs(Answer rotation) {
        return rotation.status() == 200 && !rotation.json().has("finishedAt");
    }

    private static List<String> written(TestPerson admin) {
        List<String> found = new ArrayList<>();
        admin.http()
                .get("/api/v1/audit?action=keys.rotated&actor=" + admin.user().id())
                .json()
                .path("items")
                .forEach(entry -> found.add(entry.at("/actor/kind").asString("")));
        return found;
    }
}
