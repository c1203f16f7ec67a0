package io.automedia.embeddedmongodb.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.language.Filter;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alternatives beside a common condition are looked up each in its own index, and merged where these have the order.
class UnionTests {
    private static final RawValue NATURAL = RawValue.of(Map.of("$natural", 1));
    private static final int POSTS = 1_200;

    private final QueryPlanner planner = new QueryPlanner(false);
    private Store store;
    private StoredCollection posts;

    @BeforeEach
    void fill(@TempDir Path folder) {
        store = Store.open(new StoreOptions(folder, 64L << 20, null, filter -> Filter.compile(filter)::matches));
        posts = store.catalogue().findOrCreate(Namespace.of("test", "posts"));
        for (String field : List.of("platform", "author", "tags")) {
            index(field, "at", "_id");
        }
        index("rare");
        index("likes");
        posts.writer()
                .insert(IntStream.range(0, POSTS).mapToObj(UnionTests::post).toList(), true);
    }

    private void index(String field, String... order) {
        Map<String, Object> key = new LinkedHashMap<>(Map.of(field, 1));
        List.of(order).forEach(each -> key.put(each, -1));
        posts.indexWriter().create(RawDocument.from(Map.of("v", 2, "key", key, "name", field)));
    }

    @AfterEach
    void close() {
        store.close();
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

    private Query query(String filter) {
        RawDocument raw = RawDocument.from(Document.parse(filter));
        return Query.of(posts, raw, Filter.compile(raw)::matches);
    }

    private static Query newest(Query query, int direction) {
        Map<String, Object> sort = new LinkedHashMap<>(Map.of("at", direction));
        sort.put("_id", direction);
        return query.sorted(SortPattern.of(RawDocument.from(sort)));
    }

    private List<Long> records(Query query) {
        List<Long> records = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot();
                HitCursor cursor = planner.find(query, snapshot)) {
            for (Hit hit = cursor.next(); hit != null; hit = cursor.next()) {
                records.add(hit.record());
            }
        }
        return records;
    }

    private BsonDocument explained(Query query, boolean counting) {
        try (Snapshot snapshot = store.snapshot()) {
            return new RawBsonDocument(
                    planner.explain(query, snapshot, counting).toBytes());
        }
    }

    private static int cost(BsonDocument explained, String what) {
        return explained.getDocument("executionStats").getNumber(what).intValue();
    }

    private void findsWhatAFullScanFinds(String filter) {
        for (int direction : List.of(-1, 1)) {
            Query sorted = newest(query(filter), direction);
            List<Long> all = records(sorted.hinted(NATURAL));
            assertThat(records(sorted)).as(filter).isEqualTo(all);
            assertThat(records(sorted.page(3, 11)))
                    .as(filter)
                    .isEqualTo(all.stream().skip(3).limit(11).toList());
        }
        Query unsorted = query(filter);
        List<Long> all = records(unsorted.hinted(NATURAL));
        assertThat(records(unsorted)).as(filter).containsExactlyInAnyOrderElementsOf(all);
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(planner.count(unsorted, snapshot)).as(filter).isEqualTo(all.size());
        }
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
        findsWhatAFullScanFinds(filter);
        assertThat(explained(newest(query(filter), -1), false)
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
        findsWhatAFullScanFinds(filter);
        assertThat(explained(newest(query(filter), -1), false)
                        .getDocument("queryPlanner")
                        .toJson())
                .contains("\"OR\"");
    }

    @Test
    void aPageOfMergedAlternativesReadsOnlyThePage() {
        BsonDocument explained = explained(
                newest(query("{platform: 0, $or: [{author: 4}, {tags: 8}]}"), -1)
                        .page(0, 10),
                false);
        assertThat(cost(explained, "nReturned")).isEqualTo(10);
        assertThat(cost(explained, "totalDocsExamined")).isEqualTo(10);
    }

    @Test
    void rareAlternativesOfACommonConditionAreAllThatIsRead() {
        BsonDocument explained = explained(query("{platform: 0, $or: [{rare: 4}, {likes: 8}]}"), false);
        assertThat(cost(explained, "totalDocsExamined")).isLessThan(50);
        BsonDocument sorted = explained(
                newest(query("{platform: 0, $or: [{rare: 4}, {likes: 8}]}"), -1).page(0, 10), false);
        assertThat(cost(sorted, "totalDocsExamined")).isLessThan(100);
    }

    @Test
    void mergedAlternativesAreCountedWithoutADocument() {
        BsonDocument explained = explained(query("{platform: 0, $or: [{author: 8}, {tags: 8}]}"), true);
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
            findsWhatAFullScanFinds(filter.toJson());
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
