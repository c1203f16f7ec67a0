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
import io.automedia.content.ContentLibrary;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AutoMediaTest
class CollectionsOverHttpTests {
    private final TestPeople people;
    private final MongoDatabase store;
    private final ContentLibrary library;
    private final Collections collections;

    CollectionsOverHttpTests(TestPeople people, MongoDatabase store, ContentLibrary library, Collections collections) {
        this.people = people;
        this.store = store;
        this.library = library;
        this.collections = collections;
    }

    @Test
    void a_collection_is_kept_as_it_is_described_and_changed_by_what_is_named() {
        Http owner = people.someone().http();
        Answer created = owner.post(PATH, """
                {"name": "AI Content Ideas", "description": "Ideas", "type": "smart",
                 "rules": {"criteria": [{"field": "tags", "operator": "contains", "value": "AI"},
                                        {"field": "aiGenerated", "operator": "equals", "value": true},
                                        {"field": "publishedAt", "operator": "greaterThan", "value": "2024-01-01T00:00:00Z"}],
                           "conditions": {"minEngagement": {"likes": 100},
                                          "dateRange": {"from": "2024-01-01T00:00:00Z", "to": "2024-12-31T23:59:59Z"}},
                           "autoAdd": true, "autoRemove": false},
                 "tags": ["AI"], "color": "#3B82F6", "icon": "lightbulb"}
                """);

        assertThat(created.status()).as("%s", created).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"0\"");
        String path = created.header("Location");
        Answer got = owner.get(path);
        assertThat(got.at("/rules/criteria/0/value")).isEqualTo("AI");
        assertThat(got.json().at("/rules/criteria/1/value").asBoolean(false)).isTrue();
        assertThat(got.at("/rules/criteria/2/value")).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(got.json().at("/rules/conditions/minEngagement/likes").asInt())
                .isEqualTo(100);
        assertThat(got.at("/settings/sortCriteria")).isEqualTo("createdAt");
        assertThat(got.at("/role")).isEqualTo("owner");
        assertThat(document(got).get("rules", Document.class).getList("criteria", Document.class))
                .extracting(criterion -> criterion.get("value"))
                .satisfiesExactly(
                        value -> assertThat(value).isEqualTo("AI"),
                        value -> assertThat(value).isEqualTo(true),
                        value -> assertThat(value).isInstanceOf(java.util.Date.class));

        Answer changed = owner.with("If-Match", "\"0\"").patch(path, "{\"icon\": \"\", \"tags\": [\"ideas\"]}");
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.json().has("icon")).isFalse();
        assertThat(changed.at("/description")).isEqualTo("Ideas");
        assertThat(owner.with("If-Match", "\"0\"")
                        .patch(path, "{\"name\": \"Late\"}")
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", "\"0\"").delete(path).status()).isEqualTo(412);
        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(404);
    }

    @Test
    void all_that_is_wrong_is_told_and_names_are_unique() {
        Http owner = people.someone().http();
        Answer refused = owner.post(PATH, """
                {"name": " ", "type": "auto", "color": "blue",
                 "rules": {"criteria": [{"field": "password", "operator": "likes", "value": null}]},
                 "settings": {"sortCriteria": "mood", "sortOrder": "up", "maxItems": 0}}
                """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "name",
                        "color",
                        "settings.sortCriteria",
                        "settings.sortOrder",
                        "settings.maxItems",
                        "rules.criteria[0].field",
                        "rules.criteria[0].operator",
                        "rules.criteria[0].value");
        collection(owner, "Snow");
        assertThat(owner.post(PATH, "{\"name\": \"Snow\"}").at("/code")).isEqualTo("DATA003");
        assertThat(owner.post(PATH, "{\"name\": \"Fills itself\", \"type\": \"auto\"}")
                        .text())
                .contains("\"rules\"");
        collection(people.someone().http(), "Snow");
    }

    @Test
    void posts_are_put_in_once_and_taken_out_and_counted() {
        Http owner = people.someone().http();
        String path = collection(owner, "Snow");
        String one = post(owner, "First snow");
        String two = post(owner, "Second snow");

        assertThat(add(owner, path, one, two).json().at("/added").asInt()).isEqualTo(2);
        Answer again = owner.post(path + "/items", "{\"contentIds\": [\"" + one + "\"], \"note\": \"the best\"}");
        assertThat(again.json().at("/added").asInt()).isZero();
        assertThat(again.json().at("/itemCount").asInt()).isEqualTo(2);

        JsonNode items = owner.get(path + "/items").json().at("/items");
        assertThat(items.findValuesAsString("note")).containsExactlyInAnyOrder("the best", "");
        assertThat(items.at("/0/post/content/text").asString()).endsWith("snow");
        assertThat(owner.get("/api/v1/content/" + one).at("/collections/0")).isEqualTo(id(path));
        assertThat(owner.get(path).at("/statistics/lastAdded")).isNotEmpty();

        assertThat(owner.delete(path + "/items?contentId=" + one).status()).isEqualTo(204);
        assertThat(owner.get(path).json().at("/statistics/itemCount").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/v1/content/" + one).json().at("/collections").size())
                .isZero();
        assertThat(content(one).getList("collections", ObjectId.class)).isEmpty();
        assertThat(content(two).getList("collections", ObjectId.class)).containsExactly(new ObjectId(id(path)));
    }

    @Test
    void pages_follow_each_other_in_the_order_of_the_collection() {
        Http owner = people.someone().http();
        String path = collection(owner, "Ordered");
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            posts.add(post(owner, "Post number " + i));
        }
        add(owner, path, posts.toArray(String[]::new));
        owner.post(path + "/items", "{\"contentIds\": [\"" + posts.getFirst() + "\"], \"position\": 99}");
        owner.patch(path, "{\"settings\": {\"sortCriteria\": \"position\", \"sortOrder\": \"asc\"}}");

        List<String> read = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = owner.get(path + "/items?limit=2" + after).json();
            read.addAll(page.at("/items").findValuesAsString("contentId"));
            after = "&after=" + page.at("/page/next").asString("");
        } while (!after.equals("&after="));

        List<String> expected = new ArrayList<>(posts.subList(1, 5));
        expected.add(posts.getFirst());
        assertThat(read).isEqualTo(expected);
        String byPosition = owner.get(path + "/items?limit=2").at("/page/next");
        owner.patch(path, "{\"settings\": {\"sortCriteria\": \"addedAt\"}}");
        assertThat(owner.get(path + "/items?after=" + byPosition).status()).isEqualTo(400);
        String byTime = owner.get(path + "/items?limit=2").at("/page/next");
        assertThat(owner.get(path + "/items?after=" + byTime)
                        .json()
                        .at("/items")
                        .size())
                .isEqualTo(3);
        assertThat(owner.get(path + "/items?after=nonsense").status()).isEqualTo(400);
    }

    @Test
    void a_collection_never_holds_more_than_it_may_whoever_adds_at_once() throws Exception {
        TestPerson owner = people.someone();
        String path = collection(owner.http(), "Small");
        owner.http().patch(path, "{\"settings\": {\"maxItems\": 3}}");
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            posts.add(post(owner.http(), "Many posts, this is " + i));
        }
        var next = new java.util.concurrent.atomic.AtomicInteger();

        List<Integer> statuses = Together.call(
                8,
                () -> add(owner.http(), path, posts.get(next.getAndIncrement())).status());

        assertThat(statuses).containsOnly(200, 409);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
        assertThat(owner.http().get(path + "/items").json().at("/items").size()).isEqualTo(3);
        assertThat(owner.http().get(path).json().at("/statistics/itemCount").asInt())
                .isEqualTo(3);
        assertThat(add(owner.http(), path, posts.toArray(String[]::new)).at("/code"))
                .isEqualTo("DATA003");
    }

    @Test
    void posts_stand_one_after_the_other_from_a_position_on() {
        Http owner = people.someone().http();
        String path = collection(owner, "In places");
        String one = post(owner, "Is in it already");
        String two = post(owner, "Comes along");
        add(owner, path, one);

        owner.post(path + "/items", "{\"contentIds\": [\"" + one + "\", \"" + two + "\"], \"position\": 7}");

        assertThat(items(path, one).getLong("position")).isEqualTo(7);
        assertThat(items(path, two).getLong("position")).isEqualTo(8);
        assertThat(owner.post(
                                path + "/items",
                                "{\"contentIds\": [\"" + one + "\"], \"position\": " + Long.MAX_VALUE + "}")
                        .at("/errors/0/field"))
                .isEqualTo("position");
    }

    private Document items(String path, String post) {
        return java.util.Objects.requireNonNull(store.getCollection("collectionItems")
                .find(new Document("collectionId", new ObjectId(id(path))).append("contentId", new ObjectId(post)))
                .first());
    }

    @Test
    void taking_out_what_is_not_in_a_collection_changes_no_post() {
        ObjectId foreign = new ObjectId(post(people.someone().http(), "Nobody else's business"));
        Http owner = people.someone().http();
        Document before = stored(foreign);

        Answer removed = owner.delete(collection(owner, "Reaching out") + "/items?contentId=" + foreign);

        assertThat(removed.status()).isIn(200, 204);
        assertThat(stored(foreign).get("__v")).isEqualTo(before.get("__v"));
    }

    private Document stored(ObjectId post) {
        Document found = await().until(
                        () -> store.getCollection("content")
                                .find(eq("_id", post))
                                .first(),
                        document -> document != null && document.containsKey("processedAt"));
        return Objects.requireNonNull(found);
    }

    @Test
    void places_that_a_dead_node_reserved_are_free_again() {
        Http owner = people.someone().http();
        String path = collection(owner, "Leaky");
        owner.patch(path, "{\"settings\": {\"maxItems\": 2}}");
        add(owner, path, post(owner, "Is really in it"));
        String second = post(owner, "Comes after the crash");
        reserve(path, java.time.Instant.now());
        assertThat(add(owner, path, second).at("/code")).as("it may still live").isEqualTo("DATA003");

        reserve(path, java.time.Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(add(owner, path, second).status()).isEqualTo(200);
        assertThat(owner.get(path).json().at("/statistics/itemCount").asInt()).isEqualTo(2);
    }

    private void reserve(String path, java.time.Instant when) {
        store.getCollection("collections")
                .updateOne(
                        eq("_id", new ObjectId(id(path))),
                        new Document(
                                "$set",
                                new Document("statistics.itemCount", 2L)
                                        .append("statistics.lastAdded", when)
                                        .append("statistics.lastUpdated", when)));
    }

    @Test
    void a_post_lists_the_collection_exactly_when_it_is_in_it_whoever_adds_and_removes_at_once() throws Exception {
        TestPerson owner = people.someone();
        String path = collection(owner.http(), "Contested");
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            posts.add(post(owner.http(), "Back and forth, number " + i));
        }
        var next = new java.util.concurrent.atomic.AtomicInteger();

        for (int round = 0; round < 5; round++) {
            Together.call(8, () -> {
                int turn = next.getAndIncrement();
                String post = posts.get(turn / 2 % posts.size());
                return turn % 2 == 0
                        ? add(owner.http(), path, post).status()
                        : owner.http().delete(path + "/items?contentId=" + post).status();
            });
            for (String post : posts) {
                assertThat(content(post).getList("collections", ObjectId.class, List.of()))
                        .hasSize(Math.toIntExact(items(post)));
                await().untilAsserted(() -> assertThat(item(post).getList("collections", ObjectId.class, List.of()))
                        .hasSize(Math.toIntExact(items(post))));
            }
        }
        assertThat(owner.http().get(path).json().at("/statistics/itemCount").asLong(-1))
                .isEqualTo(posts.stream().mapToLong(this::items).sum());
    }

    @Test
    void who_has_read_it_learns_what_was_counted_since_and_may_still_change_it() {
        Http owner = people.someone().http();
        String path = collection(owner, "Counted");
        String read = owner.get(path).header("ETag");
        assertThat(owner.with("If-None-Match", read).get(path).status()).isEqualTo(304);

        add(owner, path, post(owner, "One more"));

        Answer counted = owner.with("If-None-Match", read).get(path);
        assertThat(counted.status()).isEqualTo(200);
        assertThat(owner.with("If-None-Match", counted.header("ETag")).get(path).status())
                .isEqualTo(304);
        assertThat(owner.with("If-Match", read)
                        .patch(path, "{\"name\": \"Renamed\"}")
                        .status())
                .isEqualTo(200);
        assertThat(owner.with("If-Match", counted.header("ETag"))
                        .patch(path, "{\"name\": \"Late\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void nulls_in_a_list_are_no_posts() {
        Http owner = people.someone().http();
        String path = collection(owner, "Nulls");
        String post = post(owner, "The only one");

        Answer refused = owner.post(path + "/items", "{\"contentIds\": [null, \"" + post + "\", null]}");

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.at("/detail")).isEqualTo("contentIds[0] must not be null; contentIds[2] must not be null");
        assertThat(owner.get(path + "/items").at("/page/total")).isEqualTo("0");
        assertThat(owner.patch(path, "{\"tags\": [\"a\", null]}").at("/errors/0/field"))
                .isEqualTo("tags[1]");
    }

    @Test
    void the_library_can_be_filtered_by_what_a_collection_holds() {
        TestPerson owner = people.someone();
        String path = collection(owner.http(), "Filter");
        String in = post(owner.http(), "In the collection");
        post(owner.http(), "Outside of it");
        add(owner.http(), path, in);
        String query = "/api/v1/content?collection=" + id(path);

        JsonNode found =
                owner.http().get(query + "&platform=twitter&sortBy=likes").json();
        assertThat(found.at("/items").findValuesAsString("id")).contains(in);
        assertThat(found.at("/page/total").asInt()).isEqualTo(1);
        assertThat(owner.http()
                        .get(query + "&platform=facebook")
                        .json()
                        .at("/items")
                        .size())
                .isZero();
        assertThat(people.someone().http().get(query).status()).isEqualTo(404);
        assertThat(owner.http().get("/api/v1/content?collection=mine").status()).isEqualTo(400);
    }

    @Test
    void a_post_that_is_deleted_leaves_the_collections_into_which_its_person_put_it() {
        TestPerson owner = people.someone();
        TestPerson viewer = people.someone();
        String path = collection(owner.http(), "Deletes");
        share(owner.http(), path, viewer, "viewer");
        String post = post(owner.http(), "Soon gone");
        add(owner.http(), path, post);
        assertThat(viewer.http().get("/api/v1/content/" + post).status()).isEqualTo(200);

        owner.http().delete("/api/v1/content/" + post);

        assertThat(viewer.http().get("/api/v1/content/" + post).status()).isEqualTo(404);
        assertThat(viewer.http().get(path + "/items").json().at("/items").size())
                .isZero();
        assertThat(owner.http().get(path).json().at("/statistics/itemCount").asInt(-1))
                .isZero();
        assertThat(items(post)).isZero();
    }

    @Test
    void a_deleted_collection_leaves_nothing_behind() {
        Http owner = people.someone().http();
        String path = collection(owner, "Goes");
        String post = post(owner, "Stays");
        add(owner, path, post);

        assertThat(owner.delete(path).status()).isEqualTo(204);

        assertThat(items(post)).isZero();
        assertThat(content(post).getList("collections", ObjectId.class)).isEmpty();
        assertThat(item(post).getList("collections", ObjectId.class, List.of())).isEmpty();
        assertThat(owner.get("/api/v1/content/" + post).status()).isEqualTo(200);
    }

    @Test
    void a_person_who_is_erased_leaves_nothing_behind() {
        TestPerson gone = people.someone();
        TestPerson stays = people.someone();
        String own = collection(gone.http(), "Own");
        String others = collection(stays.http(), "Others");
        share(stays.http(), others, gone, "editor");
        String post = post(gone.http(), "By the one who goes");
        add(gone.http(), own, post);
        add(gone.http(), others, post);

        collections.erase(gone.user().userId());
        library.erase(gone.user().userId());

        assertThat(items(post)).isZero();
        Answer left = stays.http().get(others);
        assertThat(left.json().at("/statistics/itemCount").asInt(-1)).isZero();
        assertThat(left.json().at("/permissions").size()).isZero();
        assertThat(store.getCollection("collections").countDocuments(eq("_id", new ObjectId(id(own)))))
                .isZero();
    }

    @Test
    void a_post_lists_so_many_collections_and_says_that_there_are_more() {
        Http owner = people.someone().http();
        String post = post(owner, "Popular");
        List<ObjectId> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new ObjectId());
        }
        store.getCollection("content")
                .updateOne(eq("_id", new ObjectId(post)), new Document("$set", new Document("collections", many)));

        store.getCollection("libraryItems")
                .updateOne(
                        eq("contentId", new ObjectId(post)), new Document("$set", new Document("collections", many)));

        String more = collection(owner, "One more");
        add(owner, more, post);
        post(owner, "Not that popular");

        JsonNode found = owner.get("/api/v1/content?collection=" + id(more)).json();
        assertThat(found.at("/items").size()).isEqualTo(1);
        assertThat(found.at("/items/0/id").asString()).isEqualTo(post);
        assertThat(owner.get("/api/v1/content?collection=" + id(collection(owner, "None")))
                        .json()
                        .at("/items")
                        .size())
                .isZero();
        assertThat(content(post).getList("collections", ObjectId.class)).isEqualTo(many);
        assertThat(content(post).getBoolean("moreCollections")).isTrue();
        assertThat(owner.get("/api/v1/content/" + post)
                        .json()
                        .at("/collections")
                        .size())
                .isEqualTo(1);
    }

    private Document document(Answer answer) {
        return java.util.Objects.requireNonNull(store.getCollection("collections")
                .find(eq("_id", new ObjectId(answer.at("/id"))))
                .first());
    }

    private Document item(String post) {
        return java.util.Objects.requireNonNull(store.getCollection("libraryItems")
                .find(eq("contentId", new ObjectId(post)))
                .first());
    }

    private Document content(String id) {
        return java.util.Objects.requireNonNull(
                store.getCollection("content").find(eq("_id", new ObjectId(id))).first());
    }

    private long items(String post) {
        return store.getCollection("collectionItems").countDocuments(eq("contentId", new ObjectId(post)));
    }
}
