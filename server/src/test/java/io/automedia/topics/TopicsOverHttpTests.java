package io.automedia.topics;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.cache.Cache;
import io.automedia.content.ContentLibrary;
import io.automedia.storage.Leases;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.Overheard;
import io.automedia.testing.SettableClock;
import io.automedia.testing.TestPeople;
import java.time.Duration;
import java.time.Instant;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class TopicsOverHttpTests {

    private final TestPeople people;
    private final MongoDatabase store;
    private final Overheard overheard;
    private final TopicRepository repository;
    private final ContentLibrary library;
    private final Cache cache;
    private final Leases leases;

    TopicsOverHttpTests(
            TestPeople people,
            MongoDatabase store,
            Overheard overheard,
            TopicRepository repository,
            ContentLibrary library,
            Cache cache,
            Leases leases) {
        this.leases = leases;
        this.repository = repository;
        this.library = library;
        this.cache = cache;
        this.people = people;
        this.store = store;
        this.overheard = overheard;
    }

    @Test
    void a_post_that_arrives_is_understood_and_matched_for_its_owner_alone() {
        Http owner = people.someone().http();
        Http stranger = people.someone().http();
        String topic = created(owner, topic("Rockets", "rocket"));

        String post = created(owner, post("The rocket is wonderful, I love it! #space"));

        await().untilAsserted(() -> {
            Answer seen = owner.get("/api/v1/content/" + post);
            assertThat(seen.at("/topics/0")).isEqualTo(topic);
            assertThat(seen.at("/metadata/language")).isEqualTo("en");
            assertThat(seen.at("/metadata/sentiment/label")).isEqualTo("positive");
            assertThat(seen.at("/content/hashtags/0/text")).isEqualTo("space");
            assertThat(seen.at("/processedAt")).isNotEmpty();
        });
        assertThat(stranger.get("/api/v1/content/" + post).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/topics/" + topic).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/content").json().at("/items").size()).isZero();
    }

    @Test
    void a_new_topic_finds_what_is_there_and_leaves_no_mark_when_it_is_deleted() {
        Http owner = people.someone().http();
        String wanted = created(owner, post("Fresh snow on the hill"));
        created(owner, post("Fresh snow, and a giveaway"));
        created(owner, post("Nothing but rain"));

        String topic = created(
                owner,
                "{\"name\":\"Snow\",\"keywords\":[{\"term\":\"snow\"}],\"filters\":{\"excludeKeywords\":[\"giveaway\"]}}");

        await().untilAsserted(() -> {
            Answer found = owner.get("/api/v1/content?topic=" + topic);
            assertThat(found.json().at("/items").size()).isEqualTo(1);
            assertThat(found.at("/items/0/id")).isEqualTo(wanted);
        });
        assertThat(owner.delete("/api/v1/topics/" + topic).status()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(owner.get("/api/v1/content/" + wanted)
                        .json()
                        .at("/topics")
                        .size())
                .isZero());
    }

    @Test
    void statistics_follow_what_is_deleted_and_what_a_newer_enrichment_understands_otherwise() {
        Http owner = people.someone().http();
        String topic = created(owner, topic("Comets", "comet"));
        String deleted = created(owner, post("A comet over the harbour"));
        String misread = created(owner, post("Another comet, how wonderful"));
        awaitCount(owner, topic, 2);

        assertThat(owner.delete("/api/v1/content/" + deleted).status()).isEqualTo(204);
        awaitCount(owner, topic, 1);

        ObjectId id = new ObjectId(misread);
        store.getCollection("content")
                .updateOne(
                        eq("_id", id),
                        combine(
                                set("content.text", "Rain, how terrible and sad"),
                                set("metadata.enrichment.version", 1)));
        store.getCollection("enrichmentRenewals").deleteMany(new Document());
        awaitCount(owner, topic, 0);
        await().untilAsserted(() -> {
            assertThat(owner.get("/api/v1/content?sentiment=negative").at("/items/0/id"))
                    .isEqualTo(misread);
            assertThat(owner.get("/api/v1/content/" + misread)
                            .json()
                            .at("/topics")
                            .size())
                    .isZero();
        });
    }

    @Test
    void statistics_are_worked_out_once_until_something_changes() {
        Http owner = people.someone().http();
        String topic = created(owner, topic("Comets", "comet"));
        String path = "/api/v1/topics/" + topic + "/statistics";
        created(owner, post("A comet over the harbour"));
        await().untilAsserted(() -> {
            assertThat(owner.get(path).at("/statistics/contentCount")).isEqualTo("1");
            overheard.listen();
            Answer again = owner.get(path);
            overheard.stop();
            assertThat(again.at("/statistics/contentCount")).isEqualTo("1");
            assertThat(overheard.sent())
                    .filteredOn(command -> command.containsValue(new BsonString("libraryItems")))
                    .noneMatch(command -> command.toJson().contains(topic));
        });

        String deleted = created(owner, post("Another comet"));
        await().untilAsserted(() ->
                assertThat(owner.get(path).at("/statistics/contentCount")).isEqualTo("2"));
        owner.delete("/api/v1/content/" + deleted);
        assertThat(owner.get(path).at("/statistics/contentCount")).isEqualTo("1");
    }

    private static void awaitCount(Http owner, String topic, int posts) {
        await().untilAsserted(() -> assertThat(owner.get("/api/v1/topics/" + topic)
                        .json()
                        .at("/statistics/contentCount")
                        .asInt(-1))
                .isEqualTo(posts));
    }

    @Test
    void all_that_is_wrong_with_a_topic_or_a_preview_is_told() {
        Http owner = people.someone().http();

        assertThat(owner.post("/api/v1/topics", "{\"keywords\":[{}],\"weight\":9}")
                        .json()
                        .at("/errors")
                        .findValuesAsString("field"))
                .containsExactly("name", "keywords[0].term", "weight");
        assertThat(owner.post("/api/v1/topics/preview", "{\"days\":900}")
                        .json()
                        .at("/errors")
                        .findValuesAsString("field"))
                .containsExactly("topic", "days");
    }

    @Test
    void a_preview_counts_what_would_match_and_what_is_held_back() {
        Http owner = people.someone().http();
        created(owner, post("Coffee at dawn"));
        created(owner, post("Coffee stain on my shirt"));

        Answer preview = owner.post(
                "/api/v1/topics/preview",
                "{\"topic\":{\"name\":\"Coffee\",\"keywords\":[{\"term\":\"coffee\"}],"
                        + "\"filters\":{\"excludeKeywords\":[\"stain\"]}},\"days\":7}");

        assertThat(preview.json().at("/posts").asInt()).isEqualTo(2);
        assertThat(preview.json().at("/matched").asInt()).isEqualTo(1);
        assertThat(preview.json().at("/heldBack").asInt()).isEqualTo(1);
        assertThat(preview.at("/heldBackExamples/0/heldBackBy/0")).isEqualTo("excludes");
    }

    @Test
    void a_topic_with_a_place_finds_only_what_was_written_there() {
        Http owner = people.someone().http();
        String there = created(owner, postFrom("Fog over the bridge", "Berlin,  Germany"));
        created(owner, postFrom("Fog over the bay", "San Francisco"));
        created(owner, post("Fog of war"));
        String draft = "{\"name\":\"Fog\",\"keywords\":[{\"term\":\"fog\"}],\"settings\":{\"location\":\"GERMANY \"}}";

        Answer preview = owner.post("/api/v1/topics/preview", "{\"topic\":" + draft + "}");
        assertThat(preview.json().at("/matched").asInt()).as("%s", preview).isEqualTo(1);
        assertThat(preview.at("/examples/0/contentId")).isEqualTo(there);
        assertThat(preview.json().at("/heldBack").asInt()).isEqualTo(2);
        assertThat(preview.at("/heldBackExamples/0/heldBackBy/0")).isEqualTo("place");

        String topic = created(owner, draft);
        awaitCount(owner, topic, 1);
        String arrived = created(owner, postFrom("More fog", "germany"));
        created(owner, postFrom("More fog in the bay", "San Francisco"));
        awaitCount(owner, topic, 2);
        assertThat(owner.get("/api/v1/content?topic=" + topic)
                        .json()
                        .at("/items")
                        .findValuesAsString("id"))
                .contains(there, arrived);

        assertThat(owner.patch("/api/v1/topics/" + topic, "{\"settings\":{\"location\":\"Worldwide\"}}")
                        .status())
                .isEqualTo(200);
        awaitCount(owner, topic, 5);
    }

    @Test
    void the_form_of_a_topic_shows_its_place_and_changes_it() {
        Http owner = people.someone().http();
        String topic = created(
                owner, "{\"name\":\"Fog\",\"keywords\":[{\"term\":\"fog\"}],\"settings\":{\"location\":\"Berlin\"}}");
        created(owner, postFrom("Fog over the bridge", "Hamburg"));
        assertThat(owner.get("/topics/" + topic).text())
                .contains("name=\"location\" maxlength=\"300\" value=\"Berlin\"");

        Answer saved = owner.postForm(
                "/topics/" + topic,
                "name=Fog&importance=3&term=fog&weight=1.0&variations=&active=true&location=Hamburg");
        assertThat(saved.status()).as("%s", saved).isEqualTo(302);
        assertThat(owner.get("/api/v1/topics/" + topic).at("/settings/location"))
                .isEqualTo("Hamburg");
        awaitCount(owner, topic, 1);
    }

    @Test
    void statistics_are_summed_up_as_often_as_the_owner_says_and_shown_as_they_are() {
        Http owner = people.someone().http();
        String topic = created(
                owner,
                "{\"name\":\"Tides\",\"keywords\":[{\"term\":\"tide\"}],\"settings\":{\"updateFrequency\":\"6h\"}}");
        String path = "/api/v1/topics/" + topic;
        created(owner, post("The tide comes in"));
        await("what is found first is summed up at once").until(() -> summedUp(topic) == 1);

        created(owner, post("The tide goes out"));
        awaitCount(owner, topic, 2);
        await().until(() -> stored(topic).containsKey("statisticsChangedAt"));
        assertThat(summedUp(topic)).isEqualTo(1);
        assertThat(owner.get(path).at("/statistics/contentCount")).isEqualTo("2");
        assertThat(owner.get("/api/v1/topics").at("/items/0/statistics/contentCount"))
                .isEqualTo("2");
        Instant due = stored(topic).getDate("statisticsDueAt").toInstant();
        assertThat(due).isAfter(Instant.now().plus(Duration.ofHours(5)));

        SettableClock clock = new SettableClock(due.minusMillis(1));
        TopicTallies later = new TopicTallies(repository, library, cache, clock, leases);
        later.sumUpDue();
        assertThat(summedUp(topic)).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        later.sumUpDue();
        assertThat(summedUp(topic)).isEqualTo(2);
        assertThat(trend(topic)).isPositive();
        assertThat(stored(topic)).doesNotContainKey("statisticsChangedAt");

        assertThat(stored(topic).getDate("statisticsDueAt").toInstant())
                .as("a trend fades without a post")
                .isEqualTo(due.plus(Duration.ofHours(6)));
        clock.advance(Duration.ofDays(9));
        await().until(() -> {
            later.sumUpDue();
            return trend(topic) == 0;
        });
        assertThat(stored(topic)).doesNotContainKey("statisticsDueAt");
        assertThat(summedUp(topic)).isEqualTo(2);
    }

    @Test
    void what_waits_is_summed_up_when_the_owner_says_how_often_anew() {
        Http owner = people.someone().http();
        String topic = created(
                owner,
                "{\"name\":\"Tides\",\"keywords\":[{\"term\":\"tide\"}],\"settings\":{\"updateFrequency\":\"1d\"}}");
        created(owner, post("The tide comes in"));
        await().until(() -> summedUp(topic) == 1);
        created(owner, post("The tide goes out"));
        awaitCount(owner, topic, 2);
        await().until(() -> stored(topic).containsKey("statisticsChangedAt"));

        owner.patch("/api/v1/topics/" + topic, "{\"settings\":{\"updateFrequency\":\"12h\"}}");
        await().until(() -> summedUp(topic) == 2);
    }

    private Document stored(String topic) {
        return requireNonNull(store.getCollection("topics")
                .find(eq("_id", new ObjectId(topic)))
                .first());
    }

    private double trend(String topic) {
        return stored(topic)
                .get("statistics", Document.class)
                .get("trendingScore", Number.class)
                .doubleValue();
    }

    private long summedUp(String topic) {
        return stored(topic)
                .get("statistics", Document.class)
                .get("contentCount", Number.class)
                .longValue();
    }

    private static String postFrom(String text, String place) {
        String post = post(text);
        return post.substring(0, post.length() - 1) + ",\"metadata\":{\"location\":{\"name\":\"" + place + "\"}}}";
    }

    @Test
    void a_wrong_topic_is_refused_with_the_names_of_its_fields() {
        Answer refused = people.someone().http().post("/api/v1/topics", "{\"name\":\"\",\"keywords\":[],\"weight\":9}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/code")).isEqualTo("DATA002");
        assertThat(refused.text()).contains("\"name\"", "\"keywords\"", "\"weight\"");
    }

    @Test
    void a_counter_that_no_post_has_is_refused() {
        Http owner = people.someone().http();
        for (String name : new String[] {"", "a.b", "$gt"}) {
            Answer refused = owner.post(
                    "/api/v1/topics",
                    "{\"name\":\"Least\",\"keywords\":[{\"term\":\"x\"}],\"settings\":{\"minEngagement\":{\"" + name
                            + "\":1}}}");
            assertThat(refused.status()).as("%s: %s", name, refused).isEqualTo(400);
            assertThat(refused.at("/errors/0/field")).isEqualTo("settings.minEngagement");
        }
    }

    @Test
    void names_are_unique_and_stale_changes_are_refused() {
        Http owner = people.someone().http();
        String topic = created(owner, topic("Chess", "chess"));

        assertThat(owner.post("/api/v1/topics", topic("Chess", "rook")).status())
                .isEqualTo(409);
        Answer changed = owner.with("If-Match", "\"0\"").patch("/api/v1/topics/" + topic, "{\"weight\":5}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(owner.with("If-Match", "\"0\"")
                        .patch("/api/v1/topics/" + topic, "{\"weight\":1}")
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", "\"0\"")
                        .delete("/api/v1/topics/" + topic)
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", "\"1\"")
                        .delete("/api/v1/topics/" + topic)
                        .status())
                .isEqualTo(204);
    }

    private static String created(Http http, String json) {
        Answer answer = http.post(json.contains("keywords") ? "/api/v1/topics" : "/api/v1/content", json);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.at("/id");
    }

    private static String topic(String name, String term) {
        return "{\"name\":\"" + name + "\",\"keywords\":[{\"term\":\"" + term + "\"}]}";
    }

    private static String post(String text) {
        return "{\"platform\":\"twitter\",\"content\":{\"text\":\"" + text + "\"}}";
    }
}
