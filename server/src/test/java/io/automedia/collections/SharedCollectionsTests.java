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
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What people see of collections that others have, and what they may do with them.
@AutoMediaTest
class SharedCollectionsTests {
    private final TestPeople people;
    private final MongoDatabase store;

    SharedCollectionsTests(TestPeople people, MongoDatabase store) {
        this.people = people;
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
}
