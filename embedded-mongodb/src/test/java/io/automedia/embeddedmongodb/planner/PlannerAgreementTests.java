package io.automedia.embeddedmongodb.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.language.Filter;
import io.automedia.embeddedmongodb.storage.KeyBuilder;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever indexes there are, a query must find what reading everything finds, in the same order.
class PlannerAgreementTests {
    private static final RawValue NATURAL = RawValue.of(Map.of("$natural", 1));
    private static final long SEED = 20260101;

    @TempDir
    Path folder;

    private final QueryPlanner planner = new QueryPlanner(false);
    private final Random random = new Random(SEED);

    @Test
    void everyPlanFindsWhatAFullScanFinds() {
        try (Store store =
                Store.open(new StoreOptions(folder, 64L << 20, null, filter -> Filter.compile(filter)::matches))) {
            for (int round = 0; round < 12; round++) {
                StoredCollection collection = store.catalogue().findOrCreate(Namespace.of("test", "round" + round));
                boolean arrays = round % 2 == 0;
                createIndexes(collection);
                fill(collection, arrays);
                for (int i = 0; i < 400; i++) {
                    check(store, collection);
                }
            }
        }
    }

    @Test
    void anIndexCompletedAfterTheSnapshotIsNotUsedInIt() {
        try (Store store =
                Store.open(new StoreOptions(folder, 64L << 20, null, filter -> Filter.compile(filter)::matches))) {
            StoredCollection collection = store.catalogue().findOrCreate(Namespace.of("test", "late"));
            fill(collection, false);
            RawDocument filter = RawDocument.from(Map.of("a", Map.of("$gte", 0)));
            Query query = Query.of(collection, filter, Filter.compile(filter)::matches);
            try (Snapshot before = store.snapshot()) {
                List<String> expected = ids(query.hinted(NATURAL), before);
                collection.indexWriter().create(specification(List.of("a"), Map.of()));
                assertThat(expected).isNotEmpty();
                assertThat(ids(query, before)).isEqualTo(expected);
            }
            try (Snapshot after = store.snapshot()) {
                assertThat(planner.explain(query, after, false).toString()).contains("IXSCAN");
            }
        }
    }

    private void createIndexes(StoredCollection collection) {
        List<List<String>> keys = List.of(
                List.of("a"),
                List.of("-b"),
                List.of("a", "b"),
                List.of("a", "-b", "-_id"),
                List.of("c", "a", "b"),
                List.of("d.e", "-a"),
                List.of("-c", "d.e"));
        for (List<String> key : keys) {
            if (random.nextInt(3) > 0) {
                collection.indexWriter().create(specification(key, Map.of()));
            }
        }
        if (random.nextBoolean()) {
            collection.indexWriter().create(specification(List.of("b", "c"), Map.of("sparse", true)));
        }
        if (random.nextBoolean()) {
            collection
                    .indexWriter()
                    .create(specification(
                            List.of("c", "b"), Map.of("partialFilterExpression", Map.of("a", Map.of("$gt", 1)))));
        }
    }

    private static RawDocument specification(List<String> key, Map<String, ?> options) {
        BsonBuilder builder = new BsonBuilder().add("v", 2).beginDocument("key");
        for (String field : key) {
            builder.add(field.replace("-", ""), field.startsWith("-") ? -1 : 1);
        }
        return builder.end()
                .add("name", String.join("_", key) + options.keySet())
                .addAll(options)
                .build();
    }

    private void fill(StoredCollection collection, boolean arrays) {
        List<RawDocument> documents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            BsonBuilder document = new BsonBuilder().add("_id", i);
            String manyValued = List.of("a", "b", "c").get(random.nextInt(3));
            for (String field : List.of("a", "b", "c")) {
                if (random.nextInt(8) > 0) {
                    boolean array = arrays && field.equals(manyValued) && random.nextInt(4) == 0;
                    document.add(field, array ? someList() : someValue());
                }
            }
            if (random.nextInt(4) > 0) {
                document.add("d", random.nextInt(9) == 0 ? 7 : Map.of("e", someValue(), "f", random.nextInt(3)));
            }
            documents.add(document.build());
        }
        collection.writer().insert(documents, false);
    }

    private Object someList() {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(someValue());
        }
        return list;
    }

    private Object someValue() {
        return switch (random.nextInt(12)) {
            case 0 -> "x" + random.nextInt(3);
            case 1 -> random.nextInt(4) + 0.5;
            case 2 -> (long) random.nextInt(5);
            case 3 -> random.nextBoolean();
            case 4 -> Map.of("e", random.nextInt(3));
            case 5 -> java.time.Instant.ofEpochSecond(random.nextInt(4));
            default -> random.nextInt(5);
        };
    }

    private Map<String, Object> someFilter(int depth) {
        int kind = random.nextInt(depth > 0 ? 11 : 8);
        if (kind == 8) {
            return Map.of("$or", List.of(someFilter(depth - 1), someFilter(depth - 1)));
        }
        if (kind == 9) {
            return Map.of("$and", List.of(someFilter(depth - 1), someFilter(depth - 1)));
        }
        Map<String, Object> filter = new java.util.LinkedHashMap<>();
        if (kind == 10) {
            filter.put("$or", List.of(someFilter(depth - 1), someFilter(depth - 1), someFilter(depth - 1)));
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            filter.put(List.of("a", "b", "c", "d.e", "_id").get(random.nextInt(5)), someCondition());
        }
        return filter;
    }

    private Object someCondition() {
        return switch (random.nextInt(12)) {
            case 0 -> Map.of("$gt", someValue());
            case 1 -> Map.of("$gte", someValue(), "$lt", someValue());
            case 2 -> Map.of("$lte", someValue());
            case 3 -> Map.of("$in", List.of(someValue(), someValue(), someValue()));
            case 4 -> Map.of("$ne", someValue());
            case 5 -> Map.of("$nin", List.of(someValue(), someValue()));
            case 6 -> Map.of("$exists", random.nextBoolean());
            case 7 -> Map.of("$regex", "^x");
            case 8 -> Map.of("$not", Map.of("$gt", someValue()));
            default -> someValue();
        };
    }

    private RawDocument someSort() {
        BsonBuilder sort = new BsonBuilder();
        List<String> fields = new ArrayList<>(List.of("a", "b", "c", "d.e"));
        for (int i = random.nextInt(3); i > 0; i--) {
            sort.add(fields.remove(random.nextInt(fields.size())), random.nextBoolean() ? 1 : -1);
        }
        return sort.add("_id", random.nextBoolean() ? 1 : -1).build();
    }

    private void check(Store store, StoredCollection collection) {
        RawDocument filter = RawDocument.from(someFilter(2));
        RawDocument sort = random.nextInt(3) == 0 ? RawDocument.EMPTY : someSort();
        Query query =
                Query.of(collection, filter, Filter.compile(filter)::matches).sorted(SortPattern.of(sort));
        if (!sort.isEmpty() && random.nextBoolean()) {
            query = query.page(random.nextInt(5), 1 + random.nextInt(20));
        }
        try (Snapshot snapshot = store.snapshot()) {
            List<String> expected = ids(query.hinted(NATURAL), snapshot);
            List<String> found = ids(query, snapshot);
            if (sort.isEmpty()) {
                expected.sort(null);
                found.sort(null);
            }
            String what = collection.namespace() + " " + filter + " sort " + sort + " "
                    + planner.explain(query, snapshot, false);
            assertThat(found).as(what).isEqualTo(expected);
            assertThat(planner.count(query, snapshot)).as("count of " + what).isEqualTo(expected.size());
        }
    }

    private List<String> ids(Query query, Snapshot snapshot) {
        List<String> ids = new ArrayList<>();
        try (HitCursor cursor = planner.find(query, snapshot)) {
            for (Hit hit = cursor.next(); hit != null; hit = cursor.next()) {
                byte[] key =
                        SortPattern.of(RawDocument.from(Map.of("_id", 1))).key(hit.document(), 1, new KeyBuilder());
                ids.add(HexFormat.of().formatHex(key));
            }
        }
        return ids;
    }
}
