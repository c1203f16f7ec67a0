package io.automedia.embeddedmongodb.planner;

import static io.automedia.embeddedmongodb.planner.PlannedPosts.cost;
import static io.automedia.embeddedmongodb.planner.PlannedPosts.newest;
import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alternatives beside a common condition are looked up each in its own index, and merged where these have the order.
class UnionTests {
    private static final int POSTS = 1_200;

    private PlannedPosts posts;

    @BeforeEach
    void fill(@TempDir Path folder) {
        posts = new PlannedPosts(folder);
        for (String field : List.of("platform", "author", "tags")) {
            posts.index(field, "at", "_id");
        }
        posts.index("rare");
        posts.index("likes");
        posts.insert(POSTS, UnionTests::post);
    }

    @AfterEach
    void close() {
        posts.close();
    }

    private static RawDocument post(int i) {
        return RawDocument.from(Map.of(
                "_id", i,
                "platform", i % 2,
                "author", i % 150,
                "tags", List.of(i % 40, 100 + i % 3),
                "rare", i % 400,
                "likes", i % 97,
                "at", i / 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{platform: 0, $or: [{author: 4}, {tags: 8}]}",
                "{platform: 0, $or: [{author: 4}, {tags: {$in: [8, 100, 9]}}]}",
                "{platform: 1, $or: [{author: {$in: [3, 5, 7]}}, {tags: 100}, {tags: 101, author: 9}]}",
                "{platform: 1, at: {$lt: 300}, $or: [{author: 9}, {tags: 9}]}",
                "{platform: 1, $or: [{author: 9}, {tags: 9}], $and: [{$or: [{at: {$lt: 200}}, {at: 200, _id: {$lt: 601}}]}]}",
                "{$or: [{author: 4}, {tags: 8}]}",
                "{platform: 0, $or: [{author: 400}, {tags: 8}]}",
                "{platform: 0, $or: [{author: 400}, {tags: 800}]}"
            })
    void alternativesOfOneOrderAreMerged(String filter) {
        posts.findWhatAFullScanFinds(filter);
        assertThat(posts.explained(newest(posts.query(filter), -1), false)
                        .getDocument("queryPlanner")
                        .toJson())
                .contains("SORT_MERGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{platform: 0, $or: [{rare: 4}, {likes: 8}]}",
                "{platform: 0, $or: [{rare: 4}, {likes: {$gte: 95}}, {tags: 4}]}",
                "{likes: {$gte: 3}, $or: [{rare: 4}, {author: 8}]}"
            })
    void otherAlternativesAreSorted(String filter) {
        posts.findWhatAFullScanFinds(filter);
        assertThat(posts.explained(newest(posts.query(filter), -1), false)
                        .getDocument("queryPlanner")
                        .toJson())
                .contains("\"OR\"");
    }

    @Test
    void aPageOfMergedAlternativesReadsOnlyThePage() {
        BsonDocument explained = posts.explained(
                newest(posts.query("{platform: 0, $or: [{author: 4}, {tags: 8}]}"), -1)
                        .page(0, 10),
                false);
        assertThat(cost(explained, "nReturned")).isEqualTo(10);
        assertThat(cost(explained, "totalDocsExamined")).isEqualTo(10);
    }

    @Test
    void rareAlternativesOfACommonConditionAreAllThatIsRead() {
        BsonDocument explained = posts.explained(posts.query("{platform: 0, $or: [{rare: 4}, {likes: 8}]}"), false);
        assertThat(cost(explained, "totalDocsExamined")).isLessThan(50);
        BsonDocument sorted = posts.explained(
                newest(posts.query("{platform: 0, $or: [{rare: 4}, {likes: 8}]}"), -1)
                        .page(0, 10),
                false);
        assertThat(cost(sorted, "totalDocsExamined")).isLessThan(100);
    }

    @Test
    void mergedAlternativesAreCountedWithoutADocument() {
        BsonDocument explained = posts.explained(posts.query("{platform: 0, $or: [{author: 8}, {tags: 8}]}"), true);
        int both = POSTS / 600;
        assertThat(cost(explained, "nReturned")).isEqualTo(POSTS / 150 + POSTS / 40 - both);
        assertThat(cost(explained, "totalDocsExamined")).isZero();
    }

    @Test
    void randomAlternativesFindWhatAFullScanFinds() {
        Random random = new Random(20261129);
        for (int i = 0; i < 80; i++) {
            Document filter = new Document(some(random));
            filter.append("$or", List.of(some(random), some(random), some(random)));
            posts.findWhatAFullScanFinds(filter.toJson());
        }
    }

    private static Document some(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Document("platform", random.nextInt(2));
            case 1 -> new Document("author", random.nextInt(160));
            case 2 -> new Document("tags", random.nextInt(103));
            case 3 -> new Document("rare", random.nextInt(410)).append("platform", 0);
            case 4 -> new Document("likes", new Document("$gte", random.nextInt(100)));
            default ->
                new Document("at", new Document("$lt", random.nextInt(400)))
                        .append("tags", new Document("$in", List.of(random.nextInt(40), 101)));
        };
    }
}
