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
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;

/// A collection with indexes, and what the planner makes of queries on it.
final class PlannedPosts implements AutoCloseable {
    private static final RawValue NATURAL = RawValue.of(Map.of("$natural", 1));

    private final QueryPlanner planner = new QueryPlanner(false);
    private final Store store;
    private final StoredCollection posts;

    PlannedPosts(Path folder) {
        store = Store.open(new StoreOptions(folder, 64L << 20, null, filter -> Filter.compile(filter)::matches));
        posts = store.catalogue().findOrCreate(Namespace.of("test", "posts"));
    }

    /// @param order what stands behind the field, descending
    void index(String field, String... order) {
        Map<String, Object> key = new LinkedHashMap<>(Map.of(field, 1));
        List.of(order).forEach(each -> key.put(each, -1));
        posts.indexWriter().create(RawDocument.from(Map.of("v", 2, "key", key, "name", field)));
    }

    void insert(int count, IntFunction<RawDocument> post) {
        posts.writer().insert(IntStream.range(0, count).mapToObj(post).toList(), true);
    }

    Query query(String filter) {
        RawDocument raw = RawDocument.from(Document.parse(filter));
        return Query.of(posts, raw, Filter.compile(raw)::matches);
    }

    /// In the order of `at`.
    ///
    /// @param direction -1 for the newest first
    static Query newest(Query query, int direction) {
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

    BsonDocument explained(Query query, boolean counting) {
        try (Snapshot snapshot = store.snapshot()) {
            return new RawBsonDocument(
                    planner.explain(query, snapshot, counting).toBytes());
        }
    }

    /// A figure of what an explained query cost.
    static int cost(BsonDocument explained, String what) {
        return explained.getDocument("executionStats").getNumber(what).intValue();
    }

    /// In either order, by pages, without an order, and counted.
    void findWhatAFullScanFinds(String filter) {
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

    @Override
    public void close() {
        store.close();
    }
}
