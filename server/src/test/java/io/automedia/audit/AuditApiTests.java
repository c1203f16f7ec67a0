package io.automedia.audit;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.generations.GenerationFixtures;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is written while people use the API, and who sees it.
@AutoMediaTest
class AuditApiTests {
    private static final String AUDIT = "/api/v1/audit";

    private final TestPeople people;
    private final MongoDatabase store;
    private final Sessions sessions;
    private final Users users;

    AuditApiTests(TestPeople people, MongoDatabase store, Sessions sessions, Users users) {
        this.people = people;
        this.store = store;
        this.sessions = sessions;
        this.users = users;
    }

    private static List<String> actions(Answer list) {
        assertThat(list.status()).as("%s", list).isEqualTo(200);
        List<String> actions = new ArrayList<>();
        list.json()
                .path("items")
                .forEach(item -> actions.add(item.path("action").asString()));
        return actions;
    }

    private static JsonNode newest(TestPerson person, String action) {
        return person.http().get(AUDIT + "?action=" + action).json().at("/items/0");
    }

    private static String credentials(TestPerson person, String password) {
        return "{\"email\":\"" + person.user().email() + "\",\"password\":\"" + password + "\"}";
    }

    @Test
    void sign_ins_and_failed_ones_are_written_with_where_they_came_from() {
        TestPerson ada = people.someone();
        Http browser = people.nobody()
                .with("User-Agent", "Firefox/140 " + "x".repeat(400))
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        browser.post("/api/v1/auth/login", credentials(ada, "wrong horse 12"));
        Answer in = browser.post("/api/v1/auth/login", credentials(ada, TestPeople.PASSWORD));
        people.nobody().withToken(in.at("/tokens/accessToken")).post("/api/v1/auth/logout", "{}");

        assertThat(actions(ada.http().get(AUDIT)))
                .startsWith("auth.logout", "auth.login", "auth.login_failed")
                .endsWith("account.registered");
        JsonNode failed = newest(ada, "auth.login_failed");
        assertThat(failed.at("/outcome").asString()).isEqualTo("denied");
        assertThat(failed.at("/actor/kind").asString()).isEqualTo("anonymous");
        assertThat(failed.at("/object/id").asString()).isEqualTo(ada.user().id().toHexString());
        assertThat(failed.at("/source/address").asString()).isEqualTo("127.0.0.1");
        assertThat(failed.at("/source/userAgent").asString())
                .startsWith("Firefox/140")
                .hasSize(200);
        assertThat(failed.at("/traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        JsonNode login = newest(ada, "auth.login");
        assertThat(login.at("/actor/id").asString()).isEqualTo(ada.user().id().toHexString());
        JsonNode logout = newest(ada, "auth.logout");
        assertThat(logout.at("/actor/via").asString()).isEqualTo("session");
        assertThat(logout.at("/actor/viaId").asString())
                .isEqualTo(login.at("/object/id").asString());
    }

    @Test
    void a_wrong_password_for_what_needs_it_once_more_is_written() {
        TestPerson ada = people.someone();
        ada.http().post("/api/v1/auth/confirm", "{\"password\":\"wrong horse 12\"}");
        ada.http().post("/api/v1/users/me/password", "{\"password\":\"wrong horse 12\",\"newPassword\":\"x\"}");

        Answer refused = ada.http().get(AUDIT + "?action=auth.login_failed");

        assertThat(refused.json().path("items")).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.at("/details/confirmation").asString()).isEqualTo("password");
            assertThat(entry.at("/actor/id").asString())
                    .isEqualTo(ada.user().id().toHexString());
        });
    }

    @Test
    void who_has_no_account_leaves_a_hash_of_the_address_he_tried() {
        TestPerson admin = people.admin();
        String address = people.newEmail();
        people.nobody().post("/api/v1/auth/login", "{\"email\":\"" + address + "\",\"password\":\"wrong horse 12\"}");

        JsonNode failed = newest(admin, "auth.login_failed");

        assertThat(failed.at("/object/id").isMissingNode()
                        || failed.at("/object/id").isNull())
                .isTrue();
        assertThat(failed.at("/details/addressHash").asString()).hasSize(64);
        assertThat(failed.toString()).doesNotContain(address);
    }

    @Test
    void changes_of_rights_keys_and_things_are_written() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        everything(ada, ben, "sk-audit-1234567890", "hunter2-hunter2");

        List<String> hers = actions(ada.http().get(AUDIT + "?limit=100"));
        assertThat(hers)
                .contains(
                        "account.registered",
                        "auth.login",
                        "token.created",
                        "token.revoked",
                        "key.created",
                        "key.changed",
                        "key.deleted",
                        "platform.connected",
                        "credentials.changed",
                        "platform.removed",
                        "permission.changed",
                        "visibility.changed",
                        "collection.deleted",
                        "agent.deleted",
                        "topic.deleted",
                        "content.deleted",
                        "export.created",
                        "import.created",
                        "session.revoked");
        assertThat(newest(ada, "visibility.changed").at("/details/isPublic").asString())
                .isIn("true", "false");
        assertThat(actions(ben.http().get(AUDIT + "?action=permission.changed")))
                .as("what was given to him and taken")
                .hasSize(2);
    }

    /// A whole session of calls that change something.
    private void everything(TestPerson ada, TestPerson ben, String key, String password) {
        Http http = ada.http();
        String token =
                done(http.post("/api/v1/tokens", "{\"name\":\"report\"}")).at("/id");
        done(http.delete("/api/v1/tokens/" + token));
        String keys = "/api/v1/users/me/api-keys";
        String added = done(http.post(keys, "{\"provider\":\"openai\",\"key\":\"" + key + "\"}"))
                .at("/id");
        done(http.patch(keys + "/" + added, "{\"label\":\"mine\"}"));
        done(http.delete(keys + "/" + added));
        String config = "\"config\":{\"password\":\"" + password + "\"}";
        String platform = done(http.post("/api/v1/platforms", "{\"type\":\"fake\"," + config + "}"))
                .at("/id");
        done(http.patch("/api/v1/platforms/" + platform, "{" + config + "}"));
        done(http.delete("/api/v1/platforms/" + platform));
        String collection = "/api/v1/collections/"
                + done(http.post(
                                "/api/v1/collections",
                                "{\"name\":\"Snow\",\"settings\":{\"isPublic\":true,\"allowSharing\":true}}"))
                        .at("/id");
        done(http.put(collection + "/permissions", "{\"person\":\"" + ben.user().email() + "\",\"role\":\"editor\"}"));
        done(http.delete(collection + "/permissions?email=" + ben.user().email()));
        done(http.delete(collection));
        String agent = "/api/v1/agents/"
                + done(http.post(
                                "/api/v1/agents",
                                GenerationFixtures.AGENT.replaceFirst("\\{", "{\"isPublic\": true, ")))
                        .at("/id");
        done(http.delete(agent));
        String topic = done(http.post("/api/v1/topics", "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}]}"))
                .at("/id");
        done(http.delete("/api/v1/topics/" + topic));
        String post = done(http.post(
                        "/api/v1/content", "{\"platform\":\"twitter\",\"content\":{\"text\":\"It snows.\"}}"))
                .at("/id");
        done(http.delete("/api/v1/content/" + post));
        done(http.post("/api/v1/content/export", "{\"format\":\"jsonl\"}"));
        done(http.with("X-File-Name", "one.jsonl")
                .send("POST", "/api/v1/content/import", "{\"platform\":\"x\"}", "application/x-ndjson"));
        sessions.open(ada.user(), new Client("127.0.0.1", "another"));
        done(http.delete("/api/v1/sessions"));
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
        return answer;
    }

    @Test
    void no_secret_is_ever_in_it() {
        String key = "sk-never-1234567890";
        String password = "correct-horse-battery";
        String email = people.newEmail();
        String registration = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
        List<String> secrets = new ArrayList<>(List.of(key, password, "wrong-" + password, email, "Snow", "one.jsonl"));
        Answer registered = done(people.nobody().post("/api/v1/auth/register", registration));
        people.nobody().post("/api/v1/auth/login", registration.replace(password, "wrong-" + password));
        Answer in = done(people.nobody().post("/api/v1/auth/login", registration));
        Answer refreshed = done(people.nobody()
                .post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + in.at("/tokens/refreshToken") + "\"}"));
        for (Answer answer : List.of(registered, in, refreshed)) {
            secrets.add(answer.at("/tokens/accessToken"));
            secrets.add(answer.at("/tokens/refreshToken"));
        }
        TestPerson ada = new TestPerson(
                users.byEmail(email).orElseThrow(),
                sessions.authenticate(refreshed.at("/tokens/accessToken")),
                people.nobody().withToken(refreshed.at("/tokens/accessToken")));
        secrets.add(
                done(ada.http().post("/api/v1/tokens", "{\"name\":\"one\"}")).at("/token"));
        everything(ada, people.someone(), key, password);

        List<Document> written = store.getCollection("auditEntries")
                .find(eq("people", ada.user().id()))
                .into(new ArrayList<>());
        assertThat(written).hasSizeGreaterThan(20);
        assertThat(secrets).hasSize(13).allMatch(secret -> !secret.isEmpty());
        for (Document entry : store.getCollection("auditEntries").find(eq("action", "auth.login_failed"))) {
            written.add(entry);
        }
        assertThat(written).allSatisfy(entry -> assertThat(secrets).noneMatch(entry.toJson()::contains));
        assertThat(written).noneMatch(entry -> entry.toJson().contains("enc1:"));
    }

    @Test
    void nobody_sees_the_entries_of_others() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();

        for (String query :
                List.of("", "?actor=" + ada.user().id(), "?object=" + ada.user().id(), "?action=account.registered")) {
            Answer list = ben.http().get(AUDIT + query);
            assertThat(list.text()).as(query).doesNotContain(ada.user().id().toHexString());
        }
        assertThat(people.nobody().get(AUDIT).status()).isEqualTo(401);
        assertThat(ben.http().get(AUDIT + "/verify").status()).isEqualTo(403);
    }

    @Test
    void from_where_somebody_else_acted_is_not_shown() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        String collection = "/api/v1/collections/"
                + done(ada.http().post("/api/v1/collections", "{\"name\":\"Snow\"}"))
                        .at("/id");
        done(ada.http()
                .put(collection + "/permissions", "{\"person\":\"" + ben.user().email() + "\",\"role\":\"viewer\"}"));

        JsonNode seen = newest(ben, "permission.changed");

        assertThat(seen.at("/actor/id").asString()).isEqualTo(ada.user().id().toHexString());
        assertThat(seen.at("/source/address").asString("")).isEmpty();
        assertThat(seen.at("/actor/viaId").asString("")).isEmpty();
        assertThat(newest(ada, "permission.changed").at("/source/address").asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void what_an_administrator_looks_at_is_written_and_told_to_who_was_meant() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        TestPerson admin = people.admin();
        String hers = "/api/v1/users/" + ada.user().id();
        String nobodys = "/api/v1/users/" + admin.user().id();

        for (String path : List.of(
                hers,
                nobodys,
                "/api/v1/users?limit=100",
                "/api/v1/users?email=" + ada.user().email(),
                "/api/v1/admin/invitations")) {
            assertThat(admin.http().get(path).status()).as(path).isEqualTo(200);
        }
        Browser browser = Browser.at(people.url());
        browser.get("/login/once?token=" + sessions.oneTimeLogin(admin.user().userId()));
        assertThat(browser.get("/admin/mails").status()).isEqualTo(200);
        assertThat(admin.http().patch(hers, "{}").status()).isEqualTo(200);

        Answer written = admin.http()
                .get(AUDIT + "?action=admin.read&actor=" + admin.user().id());
        assertThat(written.json().at("/items"))
                .extracting(read -> read.at("/object/type").asString()
                        + read.at("/object/id").asString(""))
                .as("each once, and his own account isn't others'")
                .containsExactly(
                        "account" + ada.user().id(),
                        "mails",
                        "invitations",
                        "accounts",
                        "accounts",
                        "account" + ada.user().id());
        assertThat(ada.http().get(AUDIT + "?action=admin.read").json().at("/items"))
                .as("what she is told")
                .extracting(read -> read.at("/object/type").asString())
                .containsExactly("account", "accounts", "account");
        assertThat(actions(ben.http().get(AUDIT)))
                .as("who was on a page with all")
                .doesNotContain("admin.read");
    }

    @Test
    void an_administrator_sees_all_and_that_he_looked_is_written() {
        TestPerson ada = people.someone();
        TestPerson admin = people.admin();

        Answer hers = admin.http().get(AUDIT + "?actor=" + ada.user().id());

        assertThat(actions(hers)).contains("auth.login");
        JsonNode reading = newest(admin, "admin.read");
        assertThat(reading.at("/actor/id").asString())
                .isEqualTo(admin.user().id().toHexString());
        assertThat(actions(ada.http().get(AUDIT)))
                .as("she is told that he looked")
                .contains("admin.read");
        String token = done(admin.http().post("/api/v1/tokens", "{\"name\":\"r\",\"scopes\":[\"read\"]}"))
                .at("/token");
        Http program = people.nobody().withToken(token);
        assertThat(program.get(AUDIT + "?actor=" + ada.user().id())
                        .json()
                        .at("/page/total")
                        .asInt())
                .as("to a token that may only read")
                .isZero();
        assertThat(program.get(AUDIT + "/verify").status()).isEqualTo(403);
    }

    @Test
    void it_is_filtered_and_read_page_by_page() {
        TestPerson ada = people.someone();
        for (int i = 0; i < 5; i++) {
            sessions.open(ada.user(), new Client("127.0.0.1", "test"));
        }
        Http http = ada.http();
        assertThat(actions(http.get(AUDIT + "?action=auth.login"))).hasSize(6);
        Answer first = http.get(AUDIT + "?action=auth.login&limit=4");
        assertThat(actions(first)).hasSize(4);
        assertThat(actions(http.get(AUDIT + "?action=auth.login&limit=4&after=" + first.at("/page/next"))))
                .hasSize(2);
        assertThat(actions(http.get(AUDIT + "?outcome=denied"))).isEmpty();
        assertThat(actions(http.get(AUDIT + "?object=" + ada.user().id()))).containsExactly("account.registered");
        String at = first.at("/items/0/at");
        assertThat(actions(http.get(AUDIT + "?action=auth.login&to=" + at))).hasSizeLessThan(6);
        assertThat(actions(http.get(AUDIT + "?from=2999-01-01T00:00:00Z"))).isEmpty();
        assertThat(actions(http.get(AUDIT + "?sortOrder=asc")).getFirst()).isEqualTo("account.registered");
        assertThat(http.get(AUDIT + "?action=auth.logon").text()).contains("must be one of", "auth.login");
        assertThat(http.get(AUDIT + "?outcome=maybe&actor=me").json().path("errors"))
                .hasSize(2);
        assertThat(http.get(AUDIT + "?colour=red").status()).isEqualTo(400);
    }

    @Test
    void an_administrator_verifies_the_trail() {
        TestPerson admin = people.admin();
        Answer verified = admin.http().get(AUDIT + "/verify");
        assertThat(verified.status()).as("%s", verified).isEqualTo(200);
        assertThat(verified.json().path("findings")).isEmpty();
        await().until(() ->
                admin.http().get(AUDIT + "/verify").json().path("waiting").asInt() == 0);
        JsonNode last = admin.http().get(AUDIT + "/verify").json();
        assertThat(last.path("isIntact").asBoolean()).isTrue();
        String noted = "?seq=" + last.path("last").asLong() + "&hash="
                + last.path("hash").asString();
        assertThat(admin.http().get(AUDIT + "/verify" + noted).json().path("findings"))
                .isEmpty();
        assertThat(admin.http().get(AUDIT + "/verify?seq=1&hash=0").at("/findings/0/kind"))
                .isEqualTo("changed");
        assertThat(admin.http().get(AUDIT + "/verify?seq=1").at("/errors/0/field"))
                .isEqualTo("hash");
    }

    @Test
    void what_an_account_opens_is_told_when_it_changes() {
        TestPerson ada = people.someone();
        users.change(
                new UserId(ada.user().id()),
                OptionalLong.empty(),
                user -> new User(
                        user.id(),
                        user.email(),
                        user.password(),
                        user.profile(),
                        user.preferences(),
                        user.settings(),
                        user.subscription(),
                        user.statistics(),
                        user.isActive(),
                        user.isVerified(),
                        "admin",
                        user.retention(),
                        user.createdAt(),
                        user.updatedAt(),
                        user.version()));

        Document told = Objects.requireNonNull(store.getCollection("auditEntries")
                .find(new Document("people", ada.user().id()).append("action", "account.changed"))
                .first());

        assertThat(told.get("details", Document.class))
                .isEqualTo(new Document("changed", "role")
                        .append("isActive", "true")
                        .append("role", "admin"));
    }
}
