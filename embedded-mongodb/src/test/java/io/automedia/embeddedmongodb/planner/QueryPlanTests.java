package io.automedia.embeddedmongodb.planner;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoQueryException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What a query costs, in keys and documents, is part of the promise.
@TestInstance(Lifecycle.PER_CLASS)
class QueryPlanTests {
    private static final int POSTS = 3_000;
    private static final Bson NEWEST = Sorts.descending("publishedAt", "_id");

    private EmbeddedMongoServer server;
    private MongoClient client;
    private MongoCollection<Document> posts;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = EmbeddedMongoServer.start(EmbeddedMongoOptions.of(folder.resolve("data"))
                .withMemoryBudget(64L << 20)
                .refusingCollectionScans());
        client = MongoClients.create(server.connectionString());
        posts = client.getDatabase("test").getCollection("posts");
        posts.createIndex(ascending("platform", "platformId"), new IndexOptions().unique(true));
        posts.createIndex(compoundIndex(ascending("userId", "platform"), descending("publishedAt", "_id")));
        posts.createIndex(compoundIndex(ascending("userId"), descending("publishedAt", "_id")));
        posts.createIndex(descending("publishedAt"));
        posts.createIndex(ascending("tags"));
        posts.createIndex(ascending("likes"));
        posts.createIndex(ascending("lease"), new IndexOptions().sparse(true));
        posts.createIndex(ascending("state"), new IndexOptions().partialFilterExpression(eq("state", "open")));
        posts.insertMany(
                IntStream.range(0, POSTS).mapToObj(QueryPlanTests::post).toList());
    }

    private static Document post(int i) {
        Document post = new Document("_id", i)
                .append("userId", i % 2)
                .append("platform", "p" + i % 5)
                .append("platformId", "id" + i)
                .append("publishedAt", i / 10)
                .append("tags", List.of("t" + i % 50, "all"))
                .append("likes", i % 100)
                .append("state", i % 100 == 0 ? "open" : "done");
        return i % 500 == 0 ? post.append("lease", i) : post;
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private Document explain(Bson filter, @Nullable Bson sort, int limit) {
        Document find = new Document("find", "posts").append("filter", filter).append("limit", limit);
        return explain(sort == null ? find : find.append("sort", sort));
    }

    private Document explain(Document command) {
        return client.getDatabase("test").runCommand(new Document("explain", command));
    }

    private static void assertCost(Document explained, long atMostKeys, long atMostDocuments) {
        Document cost = explained.get("executionStats", Document.class);
        assertThat(cost.get("totalKeysExamined", Number.class).longValue())
                .as(explained.toJson())
                .isLessThanOrEqualTo(atMostKeys);
        assertThat(cost.get("totalDocsExamined", Number.class).longValue())
                .as(explained.toJson())
                .isLessThanOrEqualTo(atMostDocuments);
    }

    private static List<String> stages(Document explained) {
        return stagesOf(explained.get("queryPlanner", Document.class).get("winningPlan", Document.class))
                .toList();
    }

    private static Stream<String> stagesOf(Document plan) {
        Stream<String> below = Stream.concat(
                        Stream.ofNullable(plan.get("inputStage", Document.class)),
                        plan.getList("inputStages", Document.class, List.of()).stream())
                .flatMap(QueryPlanTests::stagesOf);
        return Stream.concat(Stream.of(plan.getString("stage")), below);
    }

    @Test
    void aUniquePairIsOneKey() {
        assertCost(explain(and(eq("platform", "p3"), eq("platformId", "id3")), null, 0), 1, 1);
    }

    @Test
    void alternativesOfUniquePairsAreLookedUpOneByOne() {
        List<Bson> pairs = IntStream.range(0, 100)
                .mapToObj(i -> and(eq("platform", "p" + i % 5), eq("platformId", "id" + i)))
                .toList();
        Document explained = explain(or(pairs), null, 0);
        assertCost(explained, 100, 100);
        assertThat(posts.find(or(pairs)).into(new ArrayList<>())).hasSize(100);
    }

    @Test
    void aPageInTheOrderOfAnIndexReadsOnlyThePage() {
        Document explained = explain(eq("userId", 1), NEWEST, 20);
        assertCost(explained, 20, 20);
        assertThat(stages(explained)).containsExactly("FETCH", "IXSCAN");
    }

    @Test
    void severalPointsBeforeTheOrderAreMerged() {
        Document explained = explain(and(eq("userId", 1), in("platform", "p1", "p2", "p3")), NEWEST, 20);
        assertCost(explained, 25, 20);
        assertThat(stages(explained)).containsExactly("FETCH", "SORT_MERGE");
        assertThat(posts.find(and(eq("userId", 1), in("platform", "p1", "p2", "p3")))
                        .sort(NEWEST)
                        .limit(3))
                .extracting(post -> post.get("_id"))
                .containsExactly(2997, 2993, 2991);
    }

    @Test
    void aKeysetConditionIsAPlaceInTheIndex() {
        Bson after = or(lt("publishedAt", 100), and(eq("publishedAt", 100), lt("_id", 1005)));
        assertCost(explain(and(eq("userId", 1), after), NEWEST, 20), 21, 20);
        assertThat(posts.find(and(eq("userId", 1), after)).sort(NEWEST).limit(3))
                .extracting(post -> post.get("_id"))
                .containsExactly(1003, 1001, 999);
    }

    @Test
    void aKeysetConditionWithSeveralPlatformsIsOneToo() {
        Bson after = or(lt("publishedAt", 100), and(eq("publishedAt", 100), lt("_id", 1005)));
        assertCost(explain(and(eq("userId", 1), in("platform", "p1", "p3"), after), NEWEST, 20), 25, 20);
    }

    @Test
    void whatTheIndexLeavesEqualIsSortedInPlace() {
        Document explained = explain(new Document(), NEWEST, 15);
        assertCost(explained, 45, 45);
        assertThat(stages(explained)).containsExactly("PARTIAL_SORT", "FETCH", "IXSCAN");
    }

    @Test
    void skippedDocumentsAreNotFetched() {
        Document find = new Document("find", "posts")
                .append("filter", eq("userId", 1))
                .append("sort", NEWEST)
                .append("skip", 1000)
                .append("limit", 10);
        assertCost(explain(find), 1010, 10);
    }

    @Test
    void aCountOfAnIndexedConditionReadsNoDocument() {
        Document count = new Document("count", "posts").append("query", eq("tags", "t7"));
        assertCost(explain(count), 60, 0);
        Document piped = new Document("aggregate", "posts")
                .append("cursor", new Document())
                .append(
                        "pipeline",
                        List.of(
                                new Document("$match", gte("likes", 90)),
                                new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)))));
        assertCost(explain(piped), 300, 0);
        assertThat(posts.countDocuments(gte("likes", 90))).isEqualTo(300);
        assertThat(posts.countDocuments(gte("likes", 0), new CountOptions().limit(101)))
                .isEqualTo(101);
    }

    @Test
    void twoBoundsInAnAndAreOneRange() {
        assertCost(explain(and(gte("likes", 50), lt("likes", 52)), null, 0), 60, 60);
        assertCost(explain(new Document("$and", List.of(gte("likes", 50), lt("likes", 52))), null, 0), 60, 60);
    }

    @Test
    void boundsOnAnArrayFieldAreNotIntersected() {
        Bson both = and(eq("tags", "t7"), eq("tags", "all"));
        assertThat(posts.countDocuments(both)).isEqualTo(60);
    }

    @Test
    void theMoreSelectiveOfTwoIndexesIsTaken() {
        assertCost(explain(and(eq("userId", 1), eq("tags", "t7")), null, 0), 60, 60);
    }

    @Test
    void alternativesOnDifferentFieldsAreAUnion() {
        Document explained = explain(or(eq("tags", "t7"), eq("likes", 3)), null, 0);
        assertThat(stages(explained)).containsExactly("FETCH", "OR", "IXSCAN", "IXSCAN");
        assertCost(explained, 90, 90);
    }

    @Test
    void anUnsureOrderRacesTheFilter() {
        Document rare = explain(and(gte("likes", 10), lt("likes", 90), eq("state", "nowhere")), NEWEST, 10);
        assertThat(stages(rare)).startsWith("RACE");
        Document common = explain(gte("likes", 1), NEWEST, 10);
        assertCost(common, 3 * 140, 3 * 140);
    }

    @Test
    void sparseAndPartialIndexesServeWhatTheyHold() {
        assertCost(explain(gte("lease", 0), null, 0), 6, 6);
        assertCost(explain(eq("state", "open"), null, 0), 30, 30);
        assertThat(posts.countDocuments(and(exists("lease", false), eq("userId", 0))))
                .isEqualTo(POSTS / 2 - 6);
    }

    @Test
    void aConditionThatNoIndexServesIsRefusedHere() {
        assertThatThrownBy(() -> posts.find(eq("unknown", 1)).first())
                .isInstanceOf(MongoQueryException.class)
                .hasMessageContaining("collection scans are refused");
        assertThatThrownBy(() -> posts.countDocuments(eq("state", "done"))).isInstanceOf(MongoCommandException.class);
    }

    @Test
    void distinctJumpsFromValueToValue() {
        assertThat(posts.distinct("platform", String.class)).containsExactly("p0", "p1", "p2", "p3", "p4");
        assertThat(posts.distinct("tags", String.class)).hasSize(51);
        assertThat(posts.distinct("lease", Integer.class)).hasSize(6);
    }

    @Test
    void aHintIsObeyedAndAWrongOneRefused() {
        assertThat(posts.find(eq("userId", 1)).hint(ascending("likes")).into(new ArrayList<>()))
                .hasSize(POSTS / 2);
        assertThatThrownBy(() -> posts.find(eq("userId", 1)).hintString("none").first())
                .isInstanceOf(MongoQueryException.class)
                .hasMessageContaining("hint");
    }
}
