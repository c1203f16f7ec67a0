package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class IdempotencyTests {
    private static final String POSTS = "/api/v1/content";

    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase database;

    IdempotencyTests(TestPeople people, Sessions sessions, MongoDatabase database) {
        this.people = people;
        this.sessions = sessions;
        this.database = database;
    }

    private static String post(String text) {
        return "{\"platform\":\"twitter\",\"content\":{\"text\":\"" + text + "\"}}";
    }

    private static int total(Http http, String path) {
        return http.get(path).json().at("/page/total").asInt();
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndDoesNothing() {
        Http ada = people.someone().http();
        Http keyed = ada.with("Idempotency-Key", "k-1");
        Answer first = keyed.post(POSTS, post("once"));
        Answer again = keyed.post(POSTS, post("once"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(total(ada, POSTS)).isEqualTo(1);
        assertThat(ada.post(POSTS, post("once")).status()).isEqualTo(201);
        assertThat(total(ada, POSTS)).isEqualTo(2);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        Http ada = people.someone().http().with("Idempotency-Key", "k-2");
        assertThat(ada.post(POSTS, post("one")).status()).isEqualTo(201);
        for (Answer other : List.of(
                ada.post(POSTS, post("two")),
                ada.post("/api/v1/topics", post("one")),
                ada.post(POSTS + "?x=1", post("one")))) {
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.at("/code")).isEqualTo("DATA003");
        }
        assertThat(total(ada, POSTS)).isEqualTo(1);
    }

    @Test
    void keysArePersonal() {
        Http ada = people.someone().http();
        Http ben = people.someone().http();
        Answer hers = ada.with("Idempotency-Key", "same").post(POSTS, post("one"));
        Answer his = ben.with("Idempotency-Key", "same").post(POSTS, post("two"));
        assertThat(his.status()).isEqualTo(201);
        assertThat(his.at("/id")).isNotEqualTo(hers.at("/id"));
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        Http ada = people.someone().http().with("Idempotency-Key", "k-3");
        assertThat(ada.post("/api/v1/topics", "{\"name\":\"\",\"keywords\":[]}").status())
                .isEqualTo(400);
        assertThat(ada.post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aKeyMustBeReadable() {
        Http ada = people.someone().http();
        assertThat(ada.with("Idempotency-Key", "a b").post(POSTS, post("x")).at("/code"))
                .isEqualTo("DATA002");
        assertThat(ada.with("Idempotency-Key", "k".repeat(201))
                        .post(POSTS, post("x"))
                        .status())
                .isEqualTo(400);
        assertThat(total(ada, POSTS)).isZero();
    }

    @Test
    void ofManyAtTheSameTimeOneIsCarriedOut() throws Exception {
        Http ada = people.someone().http();
        Http keyed = ada.with("Idempotency-Key", "k-4");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(() -> keyed.post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> ids = new ArrayList<>();
            for (Future<Answer> call : threads.invokeAll(calls)) {
                assertThat(call.get().status()).as("%s", call.get()).isEqualTo(201);
                ids.add(call.get().at("/id"));
            }
            assertThat(ids).hasSize(12).containsOnly(ids.getFirst());
        }
        assertThat(total(ada, "/api/v1/topics")).isEqualTo(1);
    }

    @Test
    void anUploadThatIsRepeatedIsOneImportWhateverItsBoundary() {
        Http ada = people.someone().http();
        Http keyed = ada.with("Idempotency-Key", "k-5");
        String line = "{\"platform\":\"x\",\"platformId\":\"" + new ObjectId() + "\"}\n";
        Answer first = upload(keyed, line, "abc");
        Answer again = upload(keyed, line, "another-boundary");
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(upload(keyed, line + line, "abc").status()).isEqualTo(409);
        assertThat(total(ada, "/api/v1/jobs?kind=content-import")).isEqualTo(1);
        await().until(() -> total(ada, POSTS) == 1);
    }

    @Test
    void aTypeThatIsNoneLeavesTheKeyFree() {
        Http keyed = people.someone().http().with("Idempotency-Key", "k-9");
        String line = "{\"platform\":\"x\",\"platformId\":\"" + new ObjectId() + "\"}\n";
        Answer refused = keyed.send("POST", "/api/v1/content/import", line, "multipart/; boundary");
        assertThat(refused.status()).as("%s", refused).isBetween(400, 499);
        assertThat(upload(keyed, line, "abc").status()).isEqualTo(202);
    }

    @Test
    void aBodyThatDoesNotEndLeavesTheKeyFree() throws Exception {
        var ada = people.someone();
        String post = ada.http().post(POSTS, post("one")).header("Location");
        assertThat(ada.http().delete(post).status()).isEqualTo(204);
        String head = "POST " + post + "/restore HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + sessions.open(ada.user(), new Client("127.0.0.1", "breaks off"))
                        .accessToken()
                + "\r\nIdempotency-Key: k-10\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        try (Socket socket = new Socket("localhost", URI.create(people.url()).getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        await().until(() -> ada.http().get(post).status() == 200);
        var claims = database.getCollection("idempotencyKeys");
        await().until(() -> claims.countDocuments(Filters.eq("_id", ada.user().id() + ":k-10")) == 0);
    }

    private static Answer upload(Http http, String text, String boundary) {
        String form =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n"
                        + text + "\r\n--" + boundary + "--\r\n";
        return http.send("POST", "/api/v1/content/import", form, "multipart/form-data; boundary=" + boundary);
    }

    @Test
    void whatIsKeptOfARequestTellsNobodyThePasswordInIt() throws Exception {
        var ada = people.someone();
        Http keyed = ada.http().with("Idempotency-Key", "k-7");
        String path = "/api/v1/users/me/password";
        String body = "{\"password\":\"" + TestPeople.PASSWORD + "\",\"newPassword\":\"green tomato ladder 8\"}";
        assertThat(keyed.post(path, body).status()).isEqualTo(204);
        assertThat(keyed.post(path, body).header("Idempotency-Replayed")).isEqualTo("true");
        Document kept = Objects.requireNonNull(database.getCollection("idempotencyKeys")
                .find(Filters.eq("_id", ada.user().id() + ":k-7"))
                .first());
        byte[] request = ("POST " + path + "?null\nnull\n" + body).getBytes(StandardCharsets.UTF_8);
        assertThat(kept.getString("fingerprint"))
                .matches("[0-9]+:[0-9a-f]{64}")
                .doesNotContain(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(request)));
        assertThat(database.getCollection("fingerprintKeys").find())
                .singleElement()
                .satisfies(key -> assertThat(key.getString("key")).startsWith("enc1:"));
    }

    @Test
    void theCommandLineHasNoAnswersKept() {
        var keys = database.getCollection("idempotencyKeys");
        people.admin();
        Http command = people.nobody().withToken(sessions.localToken()).with("Idempotency-Key", "k-8");
        Answer made = command.post("/api/v1/local/administrators", "{\"email\":\"" + people.newEmail() + "\"}");
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(keys.countDocuments(Filters.regex("_id", ":k-8$"))).isZero();
    }

    @Test
    void anAnswerIsForgottenAfterADayAndAClaimWhenItsNodeDied() {
        var ada = people.someone();
        Http keyed = ada.http().with("Idempotency-Key", "k-6");
        keyed.post(POSTS, post("one"));
        var keys = database.getCollection("idempotencyKeys");
        var own = Filters.eq("_id", ada.user().id() + ":k-6");
        Document kept = Objects.requireNonNull(keys.find(own).first());
        assertThat(kept.getDate("expiresAt").toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
        keys.updateOne(own, Updates.set("expiresAt", Instant.now().minusSeconds(1)));
        assertThat(keyed.post(POSTS, post("two")).status()).isEqualTo(201);
        keys.updateOne(
                own,
                Updates.combine(
                        Updates.unset("status"),
                        Updates.set("busyUntil", Instant.now().minusSeconds(1))));
        assertThat(keyed.post(POSTS, post("three")).status()).isEqualTo(201);
        assertThat(total(ada.http(), POSTS)).isEqualTo(3);
    }
}
