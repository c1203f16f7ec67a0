package io.automedia.collections;

import static com.mongodb.client.model.Filters.eq;
import static io.automedia.collections.CollectionFixtures.PATH;
import static io.automedia.collections.CollectionFixtures.add;
import static io.automedia.collections.CollectionFixtures.collection;
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
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class SharedCollectionsTests {

    private final TestPeople people;
    private final Users users;
    private final Collections collections;
    private final MongoDatabase store;

    SharedCollectionsTests(TestPeople people, Users users, Collections collections, MongoDatabase store) {
        this.people = people;
        this.users = users;
        this.collections = collections;
        this.store = store;
    }

    @Test
    void whom_it_is_shared_with_sees_its_posts_and_nothing_of_the_owners() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        String path = collection(owner.http(), "Shared");
        String shown = post(owner.http(), "A post to show");
        String hidden = post(owner.http(), "A post to hide");
        owner.http().patch("/api/v1/content/" + shown, "{\"tags\": [\"secret plan\"], \"moderationNotes\": \"mine\"}");
        add(owner.http(), path, shown);
        assertThat(viewer.http().get(path).status()).isEqualTo(404);
        assertThat(viewer.http().get("/api/v1/content/" + shown).status()).isEqualTo(404);

        Answer shared = share(owner.http(), path, viewer, "viewer");
        assertThat(shared.status()).as("%s", shared).isEqualTo(200);

        Answer items = viewer.http().get(path + "/items");
        assertThat(items.at("/items/0/post/content/text")).isEqualTo("A post to show");
        assertThat(items.at("/items/0/post/collections/0")).isEqualTo(id(path));
        assertThat(items.json().at("/items/0").has("addedBy")).isFalse();
        Answer seen = viewer.http().get("/api/v1/content/" + shown);
        assertThat(seen.status()).isEqualTo(200);
        for (Answer answer : List.of(items, seen)) {
            assertThat(answer.text())
                    .doesNotContain("secret plan", "mine", owner.user().id().toHexString());
        }
        assertThat(seen.json().has("source")).isFalse();
        assertThat(seen.json().has("via")).isFalse();
        assertThat(viewer.http().get("/api/v1/content/" + shown + "/engagement").status())
                .isEqualTo(200);
        assertThat(viewer.http().get("/api/v1/content/" + hidden).status()).isEqualTo(404);
        assertThat(viewer.http().get("/api/v1/content").json().at("/items").size())
                .isZero();
        assertThat(viewer.http()
                        .patch("/api/v1/content/" + shown, "{\"tags\": []}")
                        .status())
                .isEqualTo(404);
        assertThat(viewer.http().delete("/api/v1/content/" + shown).status()).isEqualTo(404);
        assertThat(viewer.http().get(PATH + "?scope=shared").at("/items/0/id")).isEqualTo(id(path));
        assertThat(viewer.http().get(PATH).json().at("/items").size()).isZero();
        assertThat(viewer.http().get(path).json().has("permissions")).isFalse();
        assertThat(owner.http().get(path).json().at("/statistics/totalViews").asInt())
                .isEqualTo(1);

        owner.http().patch(path, "{\"settings\": {\"allowSharing\": false}}");
        assertThat(viewer.http().get(path).status()).isEqualTo(404);
        assertThat(viewer.http().get("/api/v1/content/" + shown).status()).isEqualTo(404);
        owner.http().patch(path, "{\"settings\": {\"allowSharing\": true}}");
        assertThat(viewer.http().get("/api/v1/content/" + shown).status()).isEqualTo(200);
        assertThat(owner.http()
                        .delete(path + "/permissions?email=" + viewer.user().email())
                        .status())
                .isEqualTo(204);
        assertThat(viewer.http().get("/api/v1/content/" + shown).status()).isEqualTo(404);
    }

    @Test
    void those_who_see_it_learn_neither_its_rules_nor_how_its_posts_came_here() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        String path = owner.http().post(PATH, """
                {"name": "By rules", "type": "smart",
                 "rules": {"criteria": [{"field": "tags", "operator": "contains", "value": "secret plan"}]},
                 "settings": {"isPublic": true}}
                """).header("Location");
        String post = post(owner.http(), "A variant of his own");
        store.getCollection("content")
                .updateOne(
                        eq("_id", new ObjectId(post)),
                        new Document(
                                "$set",
                                new Document("platformId", "100~" + owner.user().id())
                                        .append("metadata.source.originalId", 100)));
        add(owner.http(), path, post);

        Answer seen = viewer.http().get("/api/v1/content/" + post);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.at("/platformId")).isEqualTo("100");
        assertThat(seen.json().at("/metadata/source").isEmpty()).isTrue();
        assertThat(owner.http().get("/api/v1/content/" + post).at("/metadata/source/type"))
                .isEqualTo("manual");
        assertThat(viewer.http().get(path).json().has("rules")).isFalse();
        assertThat(owner.http().get(path).json().has("rules")).isTrue();
    }

    @Test
    void what_another_program_wrote_is_shared_filled_and_left() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        ObjectId id = new ObjectId();
        java.time.Instant now = java.time.Instant.now();
        store.getCollection("collections")
                .insertOne(new Document("_id", id)
                        .append("userId", owner.user().id())
                        .append("name", "From Mongoose")
                        .append("type", "auto")
                        .append("settings", new Document("isPublic", false).append("allowSharing", true))
                        .append("createdAt", now)
                        .append("updatedAt", now)
                        .append("__v", 0));
        String path = PATH + "/" + id;

        Answer shared = share(owner.http(), path, viewer, "viewer");
        assertThat(shared.status()).as("%s", shared).isEqualTo(200);
        Answer added = add(owner.http(), path, post(owner.http(), "Into it"));
        assertThat(added.status()).as("%s", added).isEqualTo(200);
        assertThat(added.json().at("/itemCount").asInt()).isEqualTo(1);
        assertThat(viewer.http().get(path + "/items").json().at("/items").size())
                .isEqualTo(1);
        assertThat(viewer.http().delete(path + "/permissions").status()).isEqualTo(204);
        assertThat(viewer.http().get(path).status()).isEqualTo(404);
    }

    @Test
    void who_may_not_see_it_at_the_moment_can_leave_it() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        String path = collection(owner.http(), "Closed for a while");
        share(owner.http(), path, viewer, "viewer");
        owner.http().patch(path, "{\"settings\": {\"allowSharing\": false}}");

        assertThat(viewer.http().delete(path + "/permissions").status()).isEqualTo(204);

        owner.http().patch(path, "{\"settings\": {\"allowSharing\": true}}");
        assertThat(viewer.http().get(path).status()).isEqualTo(404);
        assertThat(viewer.http().delete(path + "/permissions").status()).isEqualTo(404);
    }

    @Test
    void each_role_may_do_what_it_says() {
        TestPerson owner = people.someone();
        TestPerson editor = people.someone();
        TestPerson viewer = people.someone();
        TestPerson second = people.someone();
        TestPerson stranger = people.someone();
        String path = collection(owner.http(), "Roles");
        share(owner.http(), path, editor, "editor");
        share(owner.http(), path, viewer, "viewer");
        assertThat(share(owner.http(), path, second, "owner").status()).isEqualTo(200);
        String post = post(editor.http(), "From the editor's library");

        assertThat(add(viewer.http(), path, post(viewer.http(), "Not in")).status())
                .isEqualTo(403);
        assertThat(add(editor.http(), path, post).status()).isEqualTo(200);
        assertThat(add(editor.http(), path, post(owner.http(), "Not the editor's"))
                        .status())
                .isEqualTo(400);
        assertThat(owner.http().get("/api/v1/content/" + post).status()).isEqualTo(200);
        for (TestPerson person : List.of(editor, viewer)) {
            assertThat(person.http().patch(path, "{\"name\": \"Mine\"}").at("/code"))
                    .isEqualTo("AUTH004");
            assertThat(person.http().delete(path).status()).isEqualTo(403);
            assertThat(share(person.http(), path, stranger, "viewer").status()).isEqualTo(403);
            assertThat(person.http()
                            .get(path + "/permissions")
                            .json()
                            .at("/items")
                            .size())
                    .isEqualTo(1);
            assertThat(person.http()
                            .delete(path + "/permissions?userId="
                                    + second.user().id())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(second.http().patch(path, "{\"name\": \"Ours\"}").status()).isEqualTo(200);
        assertThat(second.http().get(path + "/permissions").json().at("/items").size())
                .isEqualTo(3);
        assertThat(stranger.http().get(path + "/items").status()).isEqualTo(404);
        assertThat(people.admin().http().get(path).status()).isEqualTo(404);
        assertThat(viewer.http().delete(path + "/permissions").status()).isEqualTo(204);
        assertThat(viewer.http().get(path).status()).isEqualTo(404);
        assertThat(owner.http().delete(path + "/permissions").status()).isEqualTo(404);
        assertThat(owner.http()
                        .put(path + "/permissions", "{\"person\": \"nobody\", \"role\": \"viewer\"}")
                        .at("/errors/0/field"))
                .isEqualTo("person");
    }

    @Test
    void a_public_collection_is_open_to_everybody_who_has_an_account() {
        TestPerson owner = people.someone();
        TestPerson other = people.someone();
        String path = collection(owner.http(), "Public");
        String post = post(owner.http(), "For everybody");
        add(owner.http(), path, post);

        owner.http().patch(path, "{\"settings\": {\"isPublic\": true}}");

        assertThat(other.http().get(path + "/items").json().at("/items").size()).isEqualTo(1);
        assertThat(other.http().get("/api/v1/content/" + post).status()).isEqualTo(200);
        assertThat(other.http()
                        .get("/api/v1/content/" + post)
                        .json()
                        .at("/collections")
                        .size())
                .as("references of others")
                .isZero();
        assertThat(other.http().get(PATH + "?scope=public").text()).contains(id(path));
        assertThat(other.http().patch(path, "{}").status()).isEqualTo(403);
        assertThat(people.nobody().get(path).status()).isEqualTo(401);
        owner.http().patch(path, "{\"settings\": {\"isPublic\": false}}");
        assertThat(other.http().get("/api/v1/content/" + post).status()).isEqualTo(404);
    }

    @Test
    void all_who_may_see_it_by_name_are_told_of_changes() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        TestPerson stranger = people.someone();
        String path = collection(owner.http(), "Told");
        share(owner.http(), path, viewer, "viewer");
        String post = post(owner.http(), "News");
        add(owner.http(), path, post);

        for (TestPerson person : List.of(owner, viewer)) {
            await().untilAsserted(() -> assertThat(events(person.http()))
                    .filteredOn(event -> event.at("/data/change").asString("").equals("added"))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.at("/data/contentIds/0").asString())
                                    .isEqualTo(post)));
        }
        assertThat(events(stranger.http())).isEmpty();
    }

    @Test
    void its_owner_is_told_of_a_new_collection_and_all_who_saw_it_of_its_end() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        String path = collection(owner.http(), "Comes and goes");
        share(owner.http(), path, viewer, "viewer");

        assertThat(owner.http().delete(path).status()).isEqualTo(204);

        await().untilAsserted(() -> {
            assertThat(changes(owner)).containsExactly("created", "shared", "deleted");
            assertThat(changes(viewer)).containsExactly("shared", "deleted");
        });
        JsonNode last = events(viewer.http()).getLast().at("/data");
        assertThat(path).endsWith(last.at("/collectionId").asString());
        assertThat(last.at("/name").asString()).isEqualTo("Comes and goes");
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

    private static List<String> changes(TestPerson person) {
        return events(person.http()).stream()
                .map(event -> event.at("/data/change").asString())
                .toList();
    }

    private static List<JsonNode> events(Http person) {
        return person.get("/api/v1/updates?limit=100")
                .json()
                .at("/items")
                .valueStream()
                .filter(event -> event.at("/type").asString().equals("collection:changed"))
                .toList();
    }
}
