package io.automedia.collections;

import static com.mongodb.client.model.Filters.eq;
import static io.automedia.collections.CollectionFixtures.collection;
import static io.automedia.collections.CollectionFixtures.id;
import static io.automedia.collections.CollectionFixtures.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// What other programs, and people who come and go, make of what was given.
@AutoMediaTest
class GrantsTests {
    private final TestPeople people;
    private final Collections collections;
    private final AddressNotes notes;
    /// Writes what it is told to.
    private final MongoDatabase store;

    GrantsTests(
            TestPeople people, Collections collections, AddressNotes notes, MongoClient client, MongoDatabase checked) {
        this.people = people;
        this.collections = collections;
        this.notes = notes;
        this.store = client.getDatabase(checked.getName());
    }

    @Test
    void a_role_that_another_program_gave_stays() {
        TestPerson owner = people.someone();
        TestPerson ben = people.someone();
        String path = collection(owner.http(), "Lowered");
        share(owner.http(), path, ben, "editor");
        change(path, Updates.set("permissions.0.role", "viewer"));

        assertThat(share(owner.http(), path, people.someone(), "viewer").status())
                .isEqualTo(200);

        assertThat(permissions(path))
                .filteredOn(permission ->
                        permission.getObjectId("userId").equals(ben.user().id()))
                .extracting(permission -> permission.getString("role"))
                .containsExactly("viewer");
        assertThat(owner.http()
                        .get(path)
                        .json()
                        .at("/permissions")
                        .findValuesAsString("role")
                        .toString())
                .doesNotContain("editor");
    }

    @Test
    void an_address_that_was_given_up_gives_nothing_to_who_had_it() {
        TestPerson owner = people.someone();
        TestPerson former = people.someone();
        String address = former.user().email();
        String path = collection(owner.http(), "Passed on");
        share(owner.http(), path, address, "viewer");
        moveTo(former, people.newEmail());

        assertThat(share(owner.http(), path, address, "owner").status()).isEqualTo(200);

        assertThat(former.http().get(path).status()).isEqualTo(404);
        TestPerson next = people.someone();
        moveTo(next, address);
        next.http().get(CollectionFixtures.PATH + "?scope=shared");
        assertThat(next.http().get(path).status()).isEqualTo(200);
    }

    @Test
    void what_waited_for_too_long_gives_nothing_and_looks_as_before_until_it_is_given_again() {
        TestPerson owner = people.someone();
        TestPerson late = people.someone();
        String email = people.newEmail();
        String path = collection(owner.http(), "Too late");
        String other = collection(owner.http(), "In time");
        for (String one : List.of(path, other)) {
            share(owner.http(), one, email, "viewer");
        }
        change(path, Updates.set("grants.0.grantedAt", Instant.now().minus(Duration.ofDays(91))));
        change(other, Updates.set("grants.0.grantedAt", Instant.now().minus(Duration.ofDays(89))));
        Answer before = owner.http().get(path);
        moveTo(late, email);

        Answer shared = late.http().get(CollectionFixtures.PATH + "?scope=shared");

        assertThat(shared.json().at("/items"))
                .extracting(one -> one.at("/id").asString())
                .containsExactly(id(other));
        assertThat(late.http().get(path).status()).isEqualTo(404);
        assertThat(owner.http().get(path).text())
                .as("else it would tell who has an account")
                .isEqualTo(before.text())
                .contains(email);
        assertThat(share(owner.http(), path, email, "viewer").status()).isEqualTo(200);
        assertThat(late.http().get(path).status()).isEqualTo(200);
        assertThat(owner.http().get(path).json().at("/permissions").size()).isEqualTo(1);
    }

    @Test
    void the_request_does_the_same_for_an_address_that_nobody_has_and_tells_who_has_one_later() {
        TestPerson owner = people.someone();
        TestPerson known = people.someone();
        String path = collection(owner.http(), "As long for both");
        String shares = path + "/permissions?email=";
        notes.stop();
        try {
            for (String email : List.of(known.user().email(), people.newEmail())) {
                assertThat(share(owner.http(), path, email, "viewer").status()).isEqualTo(200);
                assertThat(share(owner.http(), path, email, "editor").status()).isEqualTo(200);
                assertThat(owner.http().delete(shares + email).status()).isEqualTo(204);
            }
            assertThat(stored(path).getList("pendingNotes", Document.class))
                    .extracting(note -> note.getString("role"))
                    .containsExactly("viewer", "editor", "none", "none", "none", "none");
            assertThat(shared(known)).isEmpty();
        } finally {
            notes.start();
        }

        await().untilAsserted(() -> assertThat(shared(known))
                .containsExactly("collection:unshared", "collection:shared", "collection:shared"));
        await().untilAsserted(() -> assertThat(stored(path)).doesNotContainKey("pendingNotes"));
    }

    @Test
    void who_is_erased_is_told_nothing() {
        TestPerson owner = people.someone();
        TestPerson ben = people.someone();
        String path = collection(owner.http(), "Erased");
        notes.stop();
        try {
            share(owner.http(), path, ben, "viewer");

            collections.erase(ben.user().userId());

            assertThat(stored(path).getList("pendingNotes", Document.class)).isEmpty();
        } finally {
            notes.start();
        }
    }

    private static List<String> shared(TestPerson person) {
        return person.http()
                .get("/api/v1/activity")
                .json()
                .at("/items")
                .valueStream()
                .map(item -> item.at("/type").asString())
                .filter(type -> type.startsWith("collection:"))
                .toList();
    }

    @Test
    void what_names_nobody_stops_no_change() {
        TestPerson owner = people.someone();
        String path = collection(owner.http(), "Nameless");
        share(owner.http(), path, people.newEmail(), "viewer");
        share(owner.http(), path, people.someone(), "viewer");
        change(path, Updates.push("grants", new Document("role", "viewer")));

        assertThat(owner.http().patch(path, "{\"description\": \"Changed\"}").status())
                .isEqualTo(200);
        assertThat(owner.http().get(path).json().at("/permissions").size()).isEqualTo(2);
    }

    @Test
    void a_role_that_is_not_known_here_tells_nothing_of_who_has_it() {
        TestPerson owner = people.someone();
        TestPerson ben = people.someone();
        String path = collection(owner.http(), "Unknown role");
        share(owner.http(), path, ben.user().id().toHexString(), "viewer");
        change(path, Updates.set("permissions.0.role", "contributor"));

        assertThat(share(owner.http(), path, ben, "editor").status()).isEqualTo(200);
        assertThat(ben.http().get(path).status()).isEqualTo(200);
    }

    private void moveTo(TestPerson person, String address) {
        store.getCollection("users")
                .updateOne(
                        eq("_id", person.user().id()),
                        Updates.combine(Updates.set("email", address), Updates.set("isVerified", true)));
    }

    private MongoCollection<Document> collections() {
        return store.getCollection("collections");
    }

    private void change(String path, Bson update) {
        collections()
                .updateOne(
                        eq("_id", new ObjectId(id(path))), update, new UpdateOptions().bypassDocumentValidation(true));
    }

    private List<Document> permissions(String path) {
        return stored(path).getList("permissions", Document.class);
    }

    private Document stored(String path) {
        return Objects.requireNonNull(
                collections().find(eq("_id", new ObjectId(id(path)))).first());
    }
}
