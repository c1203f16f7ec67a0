package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Caller;
import io.automedia.access.Scope;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Personal API tokens over HTTP: who makes them, what they open, and until when.
@AutoMediaTest
class ApiTokensTests {
    private static final String TOKENS = "/api/v1/tokens";
    private static final String TOPICS = "/api/v1/topics";
    private static final String TOPIC = "{\"name\": \"Snow\", \"keywords\": [{\"term\": \"snow\"}]}";

    private final TestPeople people;
    private final Sessions sessions;
    private final ApiTokens apiTokens;
    private final MongoDatabase database;
    private TestPerson ada;

    ApiTokensTests(TestPeople people, Sessions sessions, ApiTokens apiTokens, MongoDatabase database) {
        this.people = people;
        this.apiTokens = apiTokens;
        this.sessions = sessions;
        this.database = database;
        this.ada = people.someone();
    }

    @BeforeEach
    void someone() {
        ada = people.someone();
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() {
        Answer made = make(ada, "{\"name\": \" nightly report \"}");

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        String token = made.at("/token");
        assertThat(token).startsWith("amp_").hasSizeGreaterThan(60);
        assertThat(made.at("/name")).isEqualTo("nightly report");
        assertThat(texts(made, "/scopes")).containsExactly("read");
        Answer shown = ada.http().get(made.header("Location"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(token).endsWith(shown.at("/ending"));
        assertThat(shown.text()).doesNotContain(token.substring(0, token.length() - 4));
        assertThat(ada.http().get(TOKENS).at("/items/0/id")).isEqualTo(made.at("/id"));
        Document kept = database.getCollection("apiTokens")
                .find(new Document("_id", new ObjectId(made.at("/id"))))
                .first();
        assertThat(String.valueOf(kept)).contains("hash=").doesNotContain(token.substring(30, 60));
    }

    @Test
    void oneToReadOpensWhatItsOwnerSeesAndChangesNothing() {
        String topic = ada.http().post(TOPICS, TOPIC).at("/id");
        Http program = program(make(ada, "{\"name\": \"a\"}"));

        assertThat(program.get(TOPICS + "/" + topic).status()).isEqualTo(200);
        assertThat(program.post(TOPICS + "/preview", "{\"topic\": " + TOPIC + "}")
                        .status())
                .isEqualTo(200);
        for (Answer refused : List.of(
                program.post(TOPICS, TOPIC),
                program.patch(TOPICS + "/" + topic, "{\"name\": \"Ice\"}"),
                program.delete(TOPICS + "/" + topic))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.at("/code")).isEqualTo("AUTH004");
            assertThat(refused.at("/detail")).contains("needs the scope write");
        }
        String foreign = people.someone().http().post(TOPICS, TOPIC).at("/id");
        assertThat(program.get(TOPICS + "/" + foreign).status()).isEqualTo(404);
        assertThat(ada.http().get(TOKENS).at("/items/0/lastUsedAt")).isNotEmpty();
    }

    @Test
    void oneToWriteChangesWhatItsOwnerMayButMakesNoTokensAndClosesNoSessions() {
        Answer made = make(ada, "{\"name\": \"a\", \"scopes\": [\"write\"]}");
        Http program = program(made);

        assertThat(texts(made, "/scopes")).containsExactly("read", "write");
        String topic = program.post(TOPICS, TOPIC).at("/id");
        assertThat(ada.http().get(TOPICS + "/" + topic).status()).isEqualTo(200);
        assertThat(make(program, "{\"name\": \"b\"}").status()).isEqualTo(403);
        assertThat(program.delete(made.header("Location")).status()).isEqualTo(403);
        assertThat(program.delete("/api/v1/sessions").status()).isEqualTo(403);
        String session = program.get("/api/v1/sessions").at("/items/0/id");
        assertThat(program.delete("/api/v1/sessions/" + session).status()).isEqualTo(403);
        assertThat(program.post("/api/v1/auth/logout", "").status()).isEqualTo(403);
        assertThat(program.get(TOPICS).status()).isEqualTo(200);
    }

    @Test
    void anAdministratorsTokenAdministersOnlyWhenItSaysSo() {
        TestPerson admin = people.admin();

        assertThat(program(make(admin, "{\"name\": \"a\", \"scopes\": [\"write\"]}"))
                        .get("/actuator/prometheus")
                        .status())
                .isEqualTo(403);
        assertThat(program(make(admin, "{\"name\": \"b\", \"scopes\": [\"admin\"]}"))
                        .get("/actuator/prometheus")
                        .status())
                .isEqualTo(200);
        assertThat(make(ada, "{\"name\": \"c\", \"scopes\": [\"admin\"]}").status())
                .isEqualTo(403);
    }

    @Test
    void oneThatIsMadeWhileThePasswordIsReplacedDoesNotOutliveThat() {
        TestPerson lia = people.someone();
        Caller.Person asked = (Caller.Person) lia.caller();
        // as a new password does it, after the request for the token was let in
        sessions.closeAll(asked.userId());
        apiTokens.removeAll(asked.userId());

        assertThatThrownBy(() -> apiTokens.make(asked, "late", List.of(Scope.READ), null))
                .isInstanceOf(ProblemException.class);

        assertThat(database.getCollection("apiTokens")
                        .find(new Document("userId", asked.userId().value())))
                .isEmpty();
    }

    @Test
    void aTokenThatWasTakenBackOpensNothingMore() {
        Answer made = make(ada, "{\"name\": \"a\"}");
        Http program = program(made);
        assertThat(program.get(TOPICS).status()).isEqualTo(200);
        Caller connected = sessions.authenticate(made.at("/token"));
        assertThat(sessions.isOpen(connected)).isTrue();
        assertThat(people.someone().http().delete(made.header("Location")).status())
                .isEqualTo(404);

        assertThat(ada.http().delete(made.header("Location")).status()).isEqualTo(204);

        assertThat(program.get(TOPICS).at("/code")).isEqualTo("AUTH003");
        assertThat(sessions.isOpen(connected)).as("a WebSocket asks this").isFalse();
        assertThat(ada.http().get(TOKENS).at("/page/total")).isEqualTo("0");
        assertThat(ada.http().get("/api/v1/activity").text()).contains("token:created", "token:deleted");
    }

    @Test
    void anExpiredTokenSaysSo() {
        Answer made = make(
                ada,
                "{\"name\": \"a\", \"expiresAt\": \"%s\"}"
                        .formatted(Instant.now().plus(1, ChronoUnit.HOURS)));
        Http program = program(made);
        assertThat(program.get(TOPICS).status()).isEqualTo(200);

        database.getCollection("apiTokens")
                .updateOne(
                        new Document("_id", new ObjectId(made.at("/id"))),
                        new Document(
                                "$set", new Document("expiresAt", Instant.now().minusSeconds(1))));

        Answer refused = program.get(TOPICS);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/code")).isEqualTo("AUTH002");
    }

    @Test
    void whatIsNoTokenOfOursOpensNothing() {
        String token = make(ada, "{\"name\": \"a\"}").at("/token");
        String spoilt = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        for (String shown :
                List.of("amp_", "amp_x", spoilt, token.substring(4), token.toUpperCase(java.util.Locale.ROOT))) {
            Answer refused = people.nobody().withToken(shown).get(TOPICS);
            assertThat(refused.status()).as(shown).isEqualTo(401);
            assertThat(refused.at("/code")).isEqualTo("AUTH003");
        }
    }

    @Test
    void whatCanNotBeIsRefusedByItsName() {
        assertThat(make(ada, "{}").at("/errors/0/field")).isEqualTo("name");
        assertThat(make(ada, "{\"name\": \"" + "x".repeat(101) + "\"}").at("/errors/0/field"))
                .isEqualTo("name");
        assertThat(make(ada, "{\"name\": \"a\", \"scopes\": [\"all\"]}").status())
                .isEqualTo(400);
        assertThat(make(ada, "{\"name\": \"a\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                        .at("/errors/0/field"))
                .isEqualTo("expiresAt");
        for (int i = 0; i < 50; i++) {
            assertThat(make(ada, "{\"name\": \"a\"}").status()).isEqualTo(201);
        }
        assertThat(make(ada, "{\"name\": \"a\"}").status()).isEqualTo(409);
    }

    @Test
    void aRepeatedRequestMakesNoSecondOneAndIsNotToldItsSecret() {
        for (String path : List.of(TOKENS, "/api/v1/token%73")) {
            Http keyed = ada.http().with("Idempotency-Key", path);
            Answer first = keyed.post(path, "{\"name\": \"a\"}");
            Answer again = keyed.post(path, "{\"name\": \"a\"}");
            assertThat(first.at("/token")).as("%s", first).startsWith("amp_");
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.at("/id")).isEqualTo(first.at("/id"));
            assertThat(again.text()).doesNotContain("amp_", first.at("/token").substring(4, 60));
            assertThat(program(first).get(TOKENS).status()).isEqualTo(200);
        }
        assertThat(ada.http().get(TOKENS).at("/page/total")).isEqualTo("2");
    }

    private static Answer make(TestPerson person, String wanted) {
        return make(person.http(), wanted);
    }

    private static Answer make(Http http, String wanted) {
        return http.post(TOKENS, wanted);
    }

    private Http program(Answer made) {
        return people.nobody().withToken(made.at("/token"));
    }

    private static List<String> texts(Answer answer, String pointer) {
        return answer.json()
                .at(pointer)
                .valueStream()
                .map(node -> node.asString())
                .toList();
    }
}
