package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Caller;
import io.automedia.passkeys.TestPasskey;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.testing.Browser;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;

/// The people of the access matrix, and the ways in which they ask.
final class Cast {
    private static final Client CLIENT = new Client("127.0.0.1", "matrix");

    private final TestPeople people;
    private final Sessions sessions;
    private final MongoDatabase store;
    private TestPerson owner;
    private final TestPerson viewer;
    private final TestPerson editor;
    private final TestPerson stranger;
    private final TestPerson admin;
    private final TestPerson third;
    private final Map<Asker, String> tokens = new EnumMap<>(Asker.class);
    private final Map<TestPerson, String> opened = new HashMap<>();
    private final Http visitor;

    Cast(TestPeople people, Sessions sessions, MongoDatabase store) {
        this.people = people;
        this.sessions = sessions;
        this.store = store;
        this.owner = people.someone();
        this.viewer = people.someone();
        this.editor = people.someone();
        this.stranger = people.someone();
        this.admin = people.admin();
        this.third = people.someone();
        // by which each may confirm who he is
        for (TestPerson person : List.of(owner, viewer, editor, stranger, admin)) {
            TestPasskey.at(people.url()).register(person.http(), "own");
        }
        tokens.put(Asker.READ_TOKEN, apiToken(owner, "planted", "read").at("/token"));
        tokens.put(Asker.WRITE_TOKEN, apiToken(owner, "planted", "write").at("/token"));
        tokens.put(
                Asker.ADMINS_WRITE_TOKEN,
                apiToken(admin, "of an administrator", "write").at("/token"));
        Answer expired = apiToken(owner, "planted", "write");
        tokens.put(Asker.EXPIRED_TOKEN, expired.at("/token"));
        set(
                "apiTokens",
                new ObjectId(expired.at("/id")),
                "expiresAt",
                Instant.now().minusSeconds(1));
        Answer revoked = apiToken(owner, "planted", "write");
        tokens.put(Asker.REVOKED_TOKEN, revoked.at("/token"));
        assertThat(owner.http().delete(revoked.header("Location")).status()).isEqualTo(204);
        String closed = sessions.open(owner.user(), CLIENT).accessToken();
        sessions.close(sessions.authenticate(closed));
        tokens.put(Asker.REVOKED_SESSION, closed);
        tokens.put(Asker.EXPIRED_SESSION, expiredSession());
        deactivated();
        Browser browser = Browser.at(people.url());
        browser.get("/login");
        this.visitor = browser.http().with("X-CSRF-TOKEN", browser.token());
    }

    private static Answer apiToken(TestPerson person, String name, String scope) {
        Answer made =
                person.http().post("/api/v1/tokens", "{\"name\":\"" + name + "\",\"scopes\":[\"" + scope + "\"]}");
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made;
    }

    /// Nobody has shown it yet, so that its end stands in no cache.
    private String expiredSession() {
        Instant before = Instant.now();
        String token = sessions.open(owner.user(), CLIENT).accessToken();
        store.getCollection("sessions")
                .updateMany(
                        new Document("userId", owner.user().id())
                                .append("isActive", true)
                                .append("createdAt", new Document("$gte", before.minusMillis(1))),
                        new Document(
                                "$set", new Document("expiresAt", Instant.now().minusSeconds(1))));
        return token;
    }

    private void deactivated() {
        TestPerson gone = people.someone();
        tokens.put(
                Asker.DEACTIVATED_TOKEN,
                apiToken(gone, "of one who went", "write").at("/token"));
        tokens.put(Asker.DEACTIVATED, sessions.open(gone.user(), CLIENT).accessToken());
        Answer closed = admin.http().patch("/api/v1/users/" + gone.user().id(), "{\"isActive\":false}");
        assertThat(closed.status()).as("%s", closed).isEqualTo(200);
    }

    private void set(String collection, ObjectId id, String field, Object value) {
        assertThat(store.getCollection(collection)
                        .updateOne(new Document("_id", id), new Document("$set", new Document(field, value)))
                        .getMatchedCount())
                .isEqualTo(1);
    }

    /// Gives people other sessions, since some calls end those they have.
    void renew() {
        owner = people.another(owner);
        opened.clear();
    }

    TestPerson owner() {
        return owner;
    }

    TestPerson viewer() {
        return viewer;
    }

    TestPerson editor() {
        return editor;
    }

    /// Another session of the owner.
    ObjectId anotherSession() {
        return ((Caller.Person) people.another(owner).caller()).sessionId();
    }

    /// Where the application answers.
    String url() {
        return people.url();
    }

    /// Somebody whom nothing else concerns.
    TestPerson somebody() {
        return people.someone();
    }

    /// What he shows with his requests.
    String token(Asker asker) {
        return switch (asker) {
            case ANONYMOUS -> "";
            case STRANGER -> open(stranger);
            case VIEWER -> open(viewer);
            case EDITOR -> open(editor);
            case OWNER -> open(owner);
            case ADMIN -> open(admin);
            case EXPIRED_TOKEN,
                    REVOKED_TOKEN,
                    EXPIRED_SESSION,
                    REVOKED_SESSION,
                    DEACTIVATED,
                    DEACTIVATED_TOKEN,
                    READ_TOKEN,
                    WRITE_TOKEN,
                    ADMINS_WRITE_TOKEN -> tokens.getOrDefault(asker, "");
        };
    }

    private String open(TestPerson person) {
        return opened.computeIfAbsent(
                person, who -> sessions.open(who.user(), CLIENT).accessToken());
    }

    /// A program, or the browser that asks for pages.
    Http http(Asker asker, boolean pages) {
        String token = token(asker);
        if (!token.isEmpty()) {
            Http http = people.nobody().withToken(token);
            return pages ? http.with("Accept", "text/html") : http;
        }
        return pages ? visitor : people.nobody();
    }

    /// A text of the table with its `$names` filled in.
    String filled(String text, MatrixThings things) {
        return text.replace("$viewer", viewer.user().id().toHexString())
                .replace("$third", third.user().email())
                .replace("$post", things.post())
                .replace("$new", new ObjectId().toHexString());
    }
}
