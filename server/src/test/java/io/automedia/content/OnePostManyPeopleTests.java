package io.automedia.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two people import files that overlap, and work with what they have, over the API.
@AutoMediaTest
class OnePostManyPeopleTests {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String POSTS = "/api/v1/content";

    private final TestPeople people;
    private final MongoCollection<Document> content;
    private final MongoCollection<Document> items;
    private final ContentLibrary library;
    private final Removals removals;

    private final String run = new ObjectId().toHexString();
    private TestPerson ada;
    private TestPerson ben;

    OnePostManyPeopleTests(TestPeople people, MongoDatabase database, ContentLibrary library, Removals removals) {
        this.people = people;
        this.content = database.getCollection("content");
        this.items = database.getCollection("libraryItems");
        this.library = library;
        this.removals = removals;
        this.ada = people.someone();
        this.ben = people.someone();
    }

    @BeforeEach
    void twoImportFilesThatOverlap() {
        ada = people.someone();
        ben = people.someone();
        topic(ada.http(), "Snow", "snow");
        topic(ben.http(), "Rain", "rain");
        assertThat(imported(ada.http(), lines(1, 40, "adas", "")).at("/counts/created"))
                .isEqualTo("40");
        // one of the posts that both have reads differently in his file
        assertThat(imported(ben.http(), lines(21, 60, "bens", "rather ")).at("/counts/created"))
                .isEqualTo("40");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(unprocessed()).isZero();
            assertThat(total(ada.http(), "?topic=" + topicOf(ada))).isEqualTo(20);
            assertThat(total(ben.http(), "?topic=" + topicOf(ben))).isEqualTo(20);
        });
    }

    private String lines(int from, int to, String tag, String other) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append("""
                    {"platform":"twitter","platformId":"%s-%d","content":{"text":"%s %sfell on day %d"},"tags":["%s"],\
                    "publishedAt":"2026-01-15T09:%02d:00Z"}
                    """.formatted(run, i, i % 2 == 0 ? "Snow" : "Rain", i == 30 ? other : "", i, tag, i % 60));
        }
        return lines.toString();
    }

    @Test
    void eachSeesHisOwnTagsTopicsAndCountsOfPostsThatAreThereOnce() {
        assertThat(documents()).as("60 posts and a variant").isEqualTo(61);
        for (TestPerson person : List.of(ada, ben)) {
            String own = person.equals(ada) ? "adas" : "bens";
            assertThat(total(person.http(), "")).isEqualTo(40);
            assertThat(total(person.http(), "?tags=" + own)).isEqualTo(40);
            assertThat(total(person.http(), "?tags=" + (own.equals("adas") ? "bens" : "adas")))
                    .isZero();
            Answer shared = person.http().get(POSTS + "/" + id(25));
            assertThat(shared.at("/tags/0")).isEqualTo(own);
            assertThat(shared.json().at("/tags").size()).isEqualTo(1);
            assertThat(shared.at("/source"))
                    .isEqualTo(person.equals(ada) ? ada.user().id().toHexString() : "");
        }
        Answer snow = ada.http().get(POSTS + "/" + id(24));
        assertThat(snow.at("/topics/0")).isEqualTo(topicOf(ada));
        assertThat(snow.json().at("/topics").size()).isEqualTo(1);
        assertThat(ben.http().get(POSTS + "/" + id(24)).json().at("/topics").size())
                .isZero();
        assertThat(ben.http()
                        .get(POSTS + "?topic=" + topicOf(ada))
                        .json()
                        .at("/items")
                        .size())
                .isZero();
        assertThat(ben.http().get(POSTS + "/" + id(5)).status()).isEqualTo(404);
        assertThat(stored(24).getList("topics", ObjectId.class)).containsExactly(new ObjectId(topicOf(ada)));
    }

    @Test
    void whatReadsDifferentlyIsAVariantOfHisOwn() {
        Document variant = stored(run + "-30~" + ben.user().id());
        assertThat(variant.get("metadata", Document.class)
                        .get("source", Document.class)
                        .getString("originalId"))
                .isEqualTo(run + "-30");
        assertThat(ben.http().get(POSTS + "/" + variant.getObjectId("_id")).at("/content/text"))
                .contains("rather");
        assertThat(ben.http().get(POSTS + "/" + id(30)).status()).isEqualTo(404);
        assertThat(ada.http().get(POSTS + "/" + id(30)).at("/content/text")).doesNotContain("rather");
        assertThat(ada.http().get(POSTS + "/" + variant.getObjectId("_id")).status())
                .isEqualTo(404);
        assertThat(imported(ben.http(), lines(21, 60, "bens", "rather ")).at("/counts/unchanged"))
                .isEqualTo("40");
        assertThat(documents()).isEqualTo(61);
    }

    @Test
    void thePostMirrorsItsFirstCollectorAndEditsArePersonal() {
        String path = POSTS + "/" + id(25);
        ben.http().patch(path, "{\"tags\":[\"mine\"],\"moderationStatus\":\"rejected\",\"isArchived\":true}");
        assertThat(stored(25).getList("tags", String.class)).containsExactly("adas");
        assertThat(stored(25).getBoolean("isArchived")).isFalse();
        ada.http().patch(path, "{\"tags\":[\"hers\"],\"moderationStatus\":\"pending\",\"moderationNotes\":\"hm\"}");
        assertThat(stored(25).getObjectId("source")).isEqualTo(ada.user().id());
        assertThat(stored(25).getList("tags", String.class)).containsExactly("hers");
        assertThat(stored(25).getString("moderationStatus")).isEqualTo("pending");
        assertThat(stored(25).getString("moderationNotes")).isEqualTo("hm");
        assertThat(ben.http().get(path).at("/tags/0")).isEqualTo("mine");
        assertThat(ben.http().get(path).at("/moderationStatus")).isEqualTo("rejected");
        assertThat(total(ben.http(), "?archived=true")).isEqualTo(1);
        assertThat(total(ada.http(), "")).isEqualTo(40);
    }

    @Test
    void whatOneDeletesTheOtherStillHas() {
        String path = POSTS + "/" + id(24);
        assertThat(ada.http().delete(path).status()).isEqualTo(204);
        assertThat(ada.http().get(path).status()).isEqualTo(404);
        assertThat(total(ada.http(), "")).isEqualTo(39);
        assertThat(total(ada.http(), "?topic=" + topicOf(ada))).isEqualTo(19);
        assertThat(ben.http().get(path).status()).isEqualTo(200);
        assertThat(total(ben.http(), "")).isEqualTo(40);
        assertThat(stored(24).getBoolean("isDeleted")).isFalse();
        assertThat(stored(24).getList("topics", ObjectId.class)).isEmpty();
        assertThat(documents()).isEqualTo(61);
        assertThat(ben.http().delete(path).status()).isEqualTo(204);
        assertThat(stored(24).getBoolean("isDeleted")).isTrue();
        ben.http().post(path + "/restore", "");
        assertThat(stored(24).getBoolean("isDeleted")).isFalse();
        assertThat(ada.http().get(path).status()).isEqualTo(404);
    }

    @Test
    void whatNobodyHasAnyMoreGoesAndLeavesATombstone() {
        ObjectId gone = id(3);
        assertThat(ada.http().delete(POSTS + "/" + gone).status()).isEqualTo(204);
        Instant before = Instant.now().minus(Duration.ofDays(1));
        items.updateMany(Filters.eq("contentId", gone), Updates.set("deletedAt", before));
        content.updateOne(Filters.eq("_id", gone), Updates.set("updatedAt", before));
        removals.sweep();
        assertThat(documents()).isEqualTo(60);
        assertThat(items.countDocuments(Filters.eq("contentId", gone))).isZero();
        assertThat(library.removedAfter(before, null, 10_000))
                .extracting(Tombstone::id)
                .contains(gone);
    }

    @Test
    void whoErasesHisAccountPassesOnWhatOthersHaveAndTakesTheRestAlong() {
        library.erase(new UserId(ada.user().id()));
        assertThat(documents()).as("what Ben has").isEqualTo(40);
        assertThat(items.countDocuments(Filters.eq("userId", ada.user().id()))).isZero();
        assertThat(stored(24).getObjectId("source")).isEqualTo(ben.user().id());
        assertThat(stored(24).getList("tags", String.class)).containsExactly("bens");
        assertThat(stored(24).getList("topics", ObjectId.class)).isEmpty();
        assertThat(total(ben.http(), "?tags=bens")).isEqualTo(40);
        assertThat(ben.http().get(POSTS + "/" + id(24)).at("/source"))
                .isEqualTo(ben.user().id().toHexString());
    }

    @Test
    void aPlatformsWordOutranksThatOfPeople() {
        UserId connected = new UserId(people.someone().user().id());
        Collector platform = new Collector(connected, Via.PLATFORM, Trust.CONNECTOR, Origin.LIVE, "monitoring");
        library.store(
                List.of(IncomingPost.builder("twitter", run + "-24")
                        .text("Snow fell, says the platform")
                        .engagement(Map.of("likes", 7))
                        .build()),
                platform);
        assertThat(ada.http().get(POSTS + "/" + id(24)).at("/content/text")).isEqualTo("Snow fell, says the platform");
        assertThat(ben.http().get(POSTS + "/" + id(24)).at("/metadata/engagement/likes"))
                .isEqualTo("7");
        Answer again = imported(ada.http(), lines(24, 24, "adas", ""));
        assertThat(again.at("/counts/created"))
                .as("her own words are a variant now")
                .isEqualTo("1");
        assertThat(ben.http().get(POSTS + "/" + id(24)).at("/content/text")).isEqualTo("Snow fell, says the platform");
        assertThat(documents()).isEqualTo(62);
    }

    private long documents() {
        return content.countDocuments(Filters.regex("platformId", "^" + run));
    }

    private long unprocessed() {
        return content.countDocuments(
                Filters.and(Filters.regex("platformId", "^" + run), Filters.exists("metadata.enrichment.dueAt")));
    }

    private Document stored(int number) {
        return stored(run + "-" + number);
    }

    private Document stored(String platformId) {
        return Objects.requireNonNull(
                content.find(Filters.and(Filters.eq("platform", "twitter"), Filters.eq("platformId", platformId)))
                        .first());
    }

    private ObjectId id(int number) {
        return stored(number).getObjectId("_id");
    }

    private static void topic(Http http, String name, String term) {
        Answer made =
                http.post("/api/v1/topics", "{\"name\":\"%s\",\"keywords\":[{\"term\":\"%s\"}]}".formatted(name, term));
        assertThat(made.status()).isEqualTo(201);
    }

    private static String topicOf(TestPerson person) {
        return person.http().get("/api/v1/topics").at("/items/0/id");
    }

    private static int total(Http http, String query) {
        return http.get(POSTS + query).json().at("/page/total").asInt();
    }

    private static Answer imported(Http http, String lines) {
        String job = http.post("/api/v1/content/import", lines).header("Location");
        await().atMost(PATIENCE).until(() -> http.get(job).at("/status").equals("completed"));
        return http.get(job);
    }
}
