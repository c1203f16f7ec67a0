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

/// Conditions that have an index each, of the same order behind it, are met in the keys.
class IntersectionTests {
    private static final RawValue NATURAL = RawValue.of(Map.of("$natural", 1));
    private static final int POSTS = 3_000;

    private final QueryPlanner planner = new QueryPlanner(false);
    private Store store;
    private StoredCollection posts;

    @BeforeEach
    void fill(@TempDir Path folder) {
        store = Store.open(new StoreOptions(folder, 64L << 20, null, filter -> Filter.compile(filter)::matches));
        posts = store.catalogue().findOrCreate(Namespace.of("test", "posts"));
        for (String field : List.of("platform", "language", "tags")) {
            Map<String, Object> key = new LinkedHashMap<>(Map.of(field, 1));
            key.put("at", -1);
            key.put("_id", -1);
            posts.indexWriter().create(RawDocument.from(Map.of("v", 2, "key", key, "name", field)));
        }
        posts.writer()
                .insert(
                        IntStream.range(0, POSTS)
                                .mapToObj(IntersectionTests::post)
                                .toList(),
                        true);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// Every second post is of platform 0, and every second one in language 0, but only few are both.
    private static RawDocument post(int i) {
        return RawDocument.from(Map.of(
                "_id",
                i,
                "platform",
                i % 4 / 2,
                "language",
                i % 100 == 0 ? 0 : 1 - i % 4 / 2,
                "tags",
                List.of(i % 3, i % 5),
                "at",
                i / 3));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{platform: 0, language: 0}",
                "{platform: 0, language: 0, tags: 2}",
                "{platform: 1, tags: {$in: [1, 2, 4]}}",
                "{platform: {$in: [0, 1]}, language: {$in: [0, 1]}, tags: 4}",
                "{platform: 0, language: 0, at: {$lt: 700}}",
                "{platform: 1, language: 0, at: 100}",
                "{platform: 0, language: 1, at: {$gte: 10, $lt: 900}, _id: {$lt: 2500}}",
                "{platform: 7, language: 0}"
            })
    void theSameIsFoundInEitherOrderAndWithoutOne(String filter) {
        for (int direction : List.of(-1, 1)) {
            Query sorted = newest(query(filter), direction);
            assertThat(records(sorted)).isEqualTo(records(sorted.hinted(NATURAL)));
            assertThat(records(sorted.page(3, 11)))
                    .isEqualTo(records(sorted.hinted(NATURAL).page(3, 11)));
        }
        Query unsorted = query(filter);
        List<Long> all = records(unsorted.hinted(NATURAL));
        assertThat(records(unsorted)).containsExactlyInAnyOrderElementsOf(all);
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(planner.count(unsorted, snapshot)).isEqualTo(all.size());
        }
        assertThat(explained(newest(unsorted, -1), false).toJson()).contains("AND_SORTED");
    }

    @Test
    void onlyWhatMeetsBothIsFetched() {
        BsonDocument cost = explained(
                        newest(query("{platform: 0, language: 0}"), -1).page(0, 10), false)
                .getDocument("executionStats");
        assertThat(cost.getNumber("nReturned").intValue()).isEqualTo(10);
        assertThat(cost.getNumber("totalDocsExamined").intValue()).isEqualTo(10);
    }

    @Test
    void whatMeetsBothIsCountedWithoutADocument() {
        BsonDocument explained = explained(query("{platform: 0, language: 0}"), true);
        assertThat(explained
                        .getDocument("executionStats")
                        .getNumber("nReturned")
                        .intValue())
                .isEqualTo(POSTS / 100);
        assertThat(explained
                        .getDocument("executionStats")
                        .getNumber("totalDocsExamined")
                        .intValue())
                .isZero();
        assertThat(explained.getDocument("queryPlanner").toJson()).contains("COUNT", "AND_SORTED");
    }
}
