package io.automedia.collections;

import static com.mongodb.client.model.Filters.eq;
import static io.automedia.collections.CollectionFixtures.PATH;
import static io.automedia.collections.CollectionFixtures.add;
import static io.automedia.collections.CollectionFixtures.changes;
import static io.automedia.collections.CollectionFixtures.collection;
import static io.automedia.collections.CollectionFixtures.events;
import static io.automedia.collections.CollectionFixtures.id;
import static io.automedia.collections.CollectionFixtures.post;
import static io.automedia.collections.CollectionFixtures.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// Collections that are shared with addresses, whoever has those, beside what people have by their ids.
@AutoMediaTest
class SharedWithAddressesTests {
    private final TestPeople people;
    private final Users users;
    private final Collections collections;
    private final MongoDatabase store;

    SharedWithAddressesTests(TestPeople people, Users users, Collections collections, MongoDatabase store) {
        this.people = people;
        this.users = users;
        this.collections = collections;
        this.store = store;
    }

    @Test
    void who_shares_with_an_address_does_not_learn_whether_it_has_an_account() {
        TestPerson owner = people.someone();
        TestPerson known = people.someone();
        String unknown = people.newEmail();
        List<List<String>> seen = new ArrayList<>();
        for (String email : List.of(known.user().email(), unknown)) {
            String path = collection(owner.http(), "For " + seen.size());
            String named = path + "/permissions?email=" + email;
            String request = "{\"person\": \"" + email.toUpperCase(Locale.ROOT) + "\", \"role\": \"editor\"}";
            List<Answer> answers = List.of(
                    owner.http().put(path + "/permissions", request),
                    owner.http().get(path + "/permissions"),
                    owner.http().get(path),
                    owner.http().put(path + "/permissions", request.replace("editor", "viewer")),
                    owner.http().get("/api/v1/collections"),
                    owner.http()
                            .delete(path + "/permissions?userId=" + known.user().id()),
                    owner.http().delete(named),
                    owner.http().delete(named),
                    owner.http().get(path),
                    owner.http().get("/api/v1/audit?limit=3"),
                    owner.http().get("/api/v1/activity?limit=3"));
            assertThat(answers.getFirst().at("/permissions/0/email")).isEqualTo(email);
            seen.add(answers.stream()
                    .map(answer -> alike(
                            answer.status() + answer.header("ETag") + answer.text(), email, id(path), seen.size()))
                    .toList());
            owner.http().delete(path);
        }

        assertThat(seen.getLast()).isEqualTo(seen.getFirst());
        assertThat(seen.getFirst())
                .noneMatch(text -> text.contains(known.user().id().toHexString()));
        assertThat(events(known.http())).as("he is told").isNotEmpty();
    }

    /// What differs in all of them is the same.
    private static String alike(String text, String email, String collection, int which) {
        return text.replace(email, "EMAIL")
                .replace(collection, "COLLECTION")
                .replace("For " + which, "NAME")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\"id\":\"[0-9a-f]{24}\"", "ID")
                .replaceAll("\"seq\":[^,]+", "SEQ")
                .replaceAll("\"(total|next|after)\":[^,}]+", "PAGE");
    }

    @Test
    void what_is_shared_with_an_address_waits_for_who_confirms_it() {
        TestPerson owner = people.someone();
        String email = people.newEmail();
        String path = collection(owner.http(), "Waiting");
        String request = "{\"person\": \"" + email + "\", \"role\": \"viewer\"}";
        assertThat(owner.http().put(path + "/permissions", request).status()).isEqualTo(200);
        Answer registered = people.nobody()
                .post(
                        "/api/v1/auth/register",
                        "{\"email\": \"" + email + "\", \"password\": \"" + TestPeople.PASSWORD + "\"}");
        Http mia = people.nobody().withToken(registered.at("/tokens/accessToken"));
        UserId id = new UserId(new ObjectId(registered.at("/user/id")));

        assertThat(mia.get(PATH + "?scope=shared").json().at("/items").size())
                .as("anybody can register with an address")
                .isZero();
        assertThat(mia.get(path).status()).isEqualTo(404);
        users.confirm(id, email);
        assertThat(mia.get(PATH + "?scope=shared").at("/items/0/id")).isEqualTo(id(path));
        assertThat(mia.get(path).status()).isEqualTo(200);
        assertThat(owner.http().get(path).text()).contains(email).doesNotContain(id.toString());

        assertThat(mia.delete(path + "/permissions").status()).isEqualTo(204);
        assertThat(mia.get(path).status()).isEqualTo(404);
        assertThat(owner.http().get(path).json().at("/permissions").size()).isZero();
    }

    @Test
    void what_is_given_by_id_and_what_by_address_are_two_things() throws Exception {
        TestPerson owner = people.someone();
        TestPerson ben = people.someone();
        String path = collection(owner.http(), "Twice");
        String shares = path + "/permissions";
        String byId = "{\"person\": \"" + ben.user().id() + "\", \"role\": \"viewer\"}";
        String post = post(ben.http(), "His own");

        List<Integer> atOnce =
                Together.call(6, () -> share(owner.http(), path, ben, "editor").status());
        assertThat(atOnce).containsOnly(200);
        assertThat(owner.http().get(path).text()).doesNotContain(ben.user().id().toHexString());
        Answer both = owner.http().put(shares, byId);

        assertThat(both.json().at("/permissions").size()).isEqualTo(2);
        assertThat(add(ben.http(), path, post).status())
                .as("the greater counts")
                .isEqualTo(200);
        assertThat(owner.http().delete(shares + "?email=" + ben.user().email()).status())
                .isEqualTo(204);
        assertThat(ben.http().get(path).at("/role")).isEqualTo("viewer");
        share(owner.http(), path, ben, "editor");
        assertThat(owner.http().delete(shares + "?userId=" + ben.user().id()).status())
                .isEqualTo(204);
        assertThat(ben.http().get(path).at("/role")).isEqualTo("editor");
        assertThat(owner.http().get(path).text()).doesNotContain(ben.user().id().toHexString());
    }

    @Test
    void ended_while_he_takes_it_he_has_nothing() throws Exception {
        TestPerson owner = people.someone();
        for (int round = 0; round < 5; round++) {
            TestPerson mia = people.someone();
            String email = people.newEmail();
            String path = collection(owner.http(), "Race " + round);
            share(owner.http(), path, email, "editor");
            AtomicInteger turn = new AtomicInteger();

            List<Integer> ended = Together.call(2, () -> {
                if (turn.getAndIncrement() == 0) {
                    users.moveTo(mia.user().userId(), email);
                    return 204;
                }
                return owner.http().delete(path + "/permissions?email=" + email).status();
            });

            assertThat(ended).containsOnly(204);
            assertThat(owner.http().get(path).json().at("/permissions").size()).isZero();
            assertThat(mia.http()
                            .get(PATH + "?scope=shared")
                            .json()
                            .at("/items")
                            .size())
                    .isZero();
            assertThat(mia.http().get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void its_owners_see_nothing_of_somebody_taking_it_and_he_sees_it_everywhere() {
        TestPerson owner = people.someone();
        TestPerson mia = people.someone();
        String email = people.newEmail();
        String path = collection(owner.http(), "Unseen");
        share(owner.http(), path, email, "editor");
        await().untilAsserted(() -> assertThat(changes(owner)).containsExactly("created", "shared"));
        Answer before = owner.http().get(path);
        String trail = owner.http().get("/api/v1/audit?limit=3").text();

        users.moveTo(mia.user().userId(), email);

        await().untilAsserted(() -> assertThat(changes(mia)).containsExactly("shared"));
        assertThat(mia.http().get("/api/v1/activity").text()).contains("collection:shared");
        assertThat(mia.http().get("/api/v1/audit").text()).contains("permission.changed");
        Answer after = owner.http().get(path);
        assertThat(after.text()).isEqualTo(before.text());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(owner.http().get("/api/v1/audit?limit=3").text()).isEqualTo(trail);
        assertThat(changes(owner)).containsExactly("created", "shared");
        assertThat(owner.http()
                        .with("If-Match", before.header("ETag"))
                        .patch(path, "{\"name\": \"Seen\"}")
                        .status())
                .isEqualTo(200);
        assertThat(mia.http().get(path).at("/role")).isEqualTo("editor");
    }

    @Test
    void a_refusal_leaves_what_was_given_before() {
        TestPerson owner = people.someone();
        TestPerson ben = people.someone();
        String path = collection(owner.http(), "Refused");
        share(owner.http(), path, ben, "viewer");
        owner.http().patch(path, "{\"settings\": {\"allowSharing\": false}}");
        assertThat(share(owner.http(), path, ben, "editor").status()).isEqualTo(409);
        assertThat(share(owner.http(), path, ben.user().id().toHexString(), "editor")
                        .status())
                .isEqualTo(409);
        owner.http().patch(path, "{\"settings\": {\"allowSharing\": true}}");

        assertThat(ben.http().get(path).at("/role")).isEqualTo("viewer");
        assertThat(owner.http().get(path).json().at("/permissions").size()).isEqualTo(1);
        assertThat(owner.http().get(path).at("/permissions/0/role")).isEqualTo("viewer");
    }

    @Test
    void what_one_person_has_by_two_addresses_and_his_id_is_ended_one_by_one() {
        TestPerson owner = people.someone();
        TestPerson mia = people.someone();
        String first = mia.user().email();
        String second = people.newEmail();
        String path = collection(owner.http(), "Thrice");
        String shares = path + "/permissions";
        share(owner.http(), path, mia, "editor");
        users.moveTo(mia.user().userId(), second);
        share(owner.http(), path, second, "owner");
        share(owner.http(), path, mia.user().id().toHexString(), "viewer");
        TestPerson ben = people.someone();
        users.moveTo(ben.user().userId(), first);

        assertThat(mia.http().get(path).at("/role")).isEqualTo("owner");
        assertThat(owner.http().delete(shares + "?email=" + second).status()).isEqualTo(204);
        assertThat(mia.http().get(path).at("/role")).isEqualTo("editor");
        Answer given = share(owner.http(), path, first, "viewer");
        assertThat(given.status()).as("%s", given).isEqualTo(200);
        assertThat(ben.http().get(path).at("/role"))
                .as("who has the address now")
                .isEqualTo("viewer");
        assertThat(mia.http().get(path).at("/role")).as("by his id").isEqualTo("viewer");
        assertThat(owner.http().delete(shares + "?userId=" + mia.user().id()).status())
                .isEqualTo(204);
        assertThat(mia.http().get(path).status()).isEqualTo(404);
        assertThat(ben.http().get(path).status()).isEqualTo(200);
    }

    @Test
    void a_second_owner_does_not_learn_the_address_of_the_first() {
        TestPerson owner = people.someone();
        TestPerson second = people.someone();
        String path = collection(owner.http(), "Ours");
        share(owner.http(), path, second, "owner");

        Answer answer = share(second.http(), path, owner, "viewer");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/permissions/1/email")).isEqualTo(owner.user().email());
        assertThat(owner.http().get(path).at("/role")).isEqualTo("owner");
        assertThat(share(owner.http(), path, owner, "viewer").status()).isEqualTo(400);
    }

    @Test
    void nothing_waits_for_who_is_erased() {
        TestPerson owner = people.someone();
        TestPerson ben = people.someone();
        String email = people.newEmail();
        String path = collection(owner.http(), "Forgotten");
        share(owner.http(), path, ben, "viewer");
        share(owner.http(), path, email, "viewer");
        TestPerson mia = people.someone();
        store.getCollection("users")
                .updateOne(
                        eq("_id", mia.user().id()),
                        new Document("$set", new Document("email", email).append("isVerified", true)));

        collections.erase(ben.user().userId());
        collections.erase(mia.user().userId());

        assertThat(owner.http().get(path).json().at("/permissions").size()).isZero();
        Document kept = Objects.requireNonNull(store.getCollection("collections")
                .find(eq("_id", new ObjectId(id(path))))
                .first());
        assertThat(List.of(kept.get("grants"), kept.get("permissions"))).containsOnly(List.of());
    }
}
