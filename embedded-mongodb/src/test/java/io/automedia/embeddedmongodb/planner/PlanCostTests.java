package io.automedia.embeddedmongodb.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.language.Filter;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoreOptions;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the data look like, the planner's choice costs no more than three times the best of all ways
/// that it could have chosen, and all of them find the same.
class PlanCostTests {
    private static final int DOCUMENTS = 4_000;
    private static final int QUERIES = 250;
    private static final int TIMES_THE_BEST = 3;

    /// What may be lost in turns that are taken before anything is known, in keys.
    private static final long TURNS = 1_000;

    private static final List<String> FIELDS = List.of("rare", "half", "skewed", "clustered", "number", "time");

    @TempDir
    Path folder;

    private final Random random = new Random(20261125);

    @Test
    void noChoiceCostsMoreThanThreeTimesTheBest() {
        try (Store store =
                Store.open(new StoreOptions(folder, 64L << 20, null, filter -> Filter.compile(filter)::matches))) {
            StoredCollection collection = store.catalogue().findOrCreate(Namespace.of("test", "posts"));
            for (String key : List.of("rare", "half", "skewed", "clustered")) {
                index(collection, Map.of(key, 1, "time", -1), key);
            }
            index(collection, Map.of("number", -1), "number");
            index(collection, Map.of("time", -1), "time");
            index(collection, Map.of("half", 1, "number", 1), "half");
            index(collection, Map.of("skewed", 1), "skewed");
            collection
                    .writer()
                    .insert(
                            java.util.stream.IntStream.range(0, DOCUMENTS)
                                    .mapToObj(this::document)
                                    .toList(),
                            true);
            try (Snapshot snapshot = store.snapshot()) {
                for (int i = 0; i < QUERIES; i++) {
                    check(someQuery(collection), snapshot);
                }
            }
        }
    }

    private static void index(StoredCollection collection, Map<String, Integer> keys, String first) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put(first, keys.get(first));
        keys.forEach(key::putIfAbsent);
        collection
                .indexWriter()
                .create(RawDocument.from(Map.of("v", 2, "key", key, "name", String.join("_", key.keySet()))));
    }

    /// Values that are rare, common, unevenly spread, or spread unevenly over time.
    private RawDocument document(int i) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("_id", i);
        document.put("rare", random.nextInt(400));
        document.put("half", random.nextInt(2));
        document.put("skewed", (int) Math.abs(random.nextGaussian() * 3));
        document.put("clustered", i * 8 / DOCUMENTS);
        document.put("number", (int) Math.pow(10, 5 * random.nextDouble()));
        document.put("time", i);
        return RawDocument.from(document);
    }

    private Query someQuery(StoredCollection collection) {
        Map<String, Object> filter = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            filter.put(field, someCondition(field));
        }
        if (random.nextInt(3) == 0) {
            filter.put("$or", List.of(someAlternative(), someAlternative()));
        }
        RawDocument raw = RawDocument.from(filter);
        Query query = Query.of(collection, raw, Filter.compile(raw)::matches);
        if (random.nextInt(4) > 0) {
            Map<String, Object> sort = new LinkedHashMap<>();
            sort.put(random.nextBoolean() ? "time" : "number", random.nextBoolean() ? 1 : -1);
            sort.put("_id", 1);
            query = query.sorted(SortPattern.of(RawDocument.from(sort)));
        }
        return random.nextInt(4) > 0 ? query.page(0, 1 + random.nextInt(40)) : query;
    }

    private Map<String, Object> someAlternative() {
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        return Map.of(field, someCondition(field));
    }

    private Object someCondition(String field) {
        return switch (field) {
            case "rare" -> random.nextInt(400);
            case "half" -> random.nextInt(2);
            case "skewed" -> random.nextBoolean() ? random.nextInt(10) : Map.of("$in", List.of(0, 4, 8));
            case "clustered" -> random.nextInt(9);
            case "number" -> Map.of("$gte", (int) Math.pow(10, 5 * random.nextDouble()));
            default -> Map.of("$lt", random.nextInt(DOCUMENTS));
        };
    }

    private void check(Query query, Snapshot snapshot) {
        Conditions conditions = new Conditions(FilterAnalysis.of(query.filter()));
        Access chosen = new AccessChooser(query, snapshot, false).choose();
        Outcome outcome = run(query, chosen, snapshot);
        String what = query.filter() + " sorted by " + query.sort() + " limit " + query.limit() + " by " + chosen;
        Outcome best = null;
        for (Access other : others(query, conditions, snapshot)) {
            Outcome tried = run(query, other, snapshot);
            assertThat(outcome.agreesWith(tried, query))
                    .as(what + " and " + other)
                    .isTrue();
            best = best == null || tried.work < best.work ? tried : best;
        }
        assertThat(outcome.work)
                .as(what + ": " + outcome + " where " + best + " would do")
                .isLessThanOrEqualTo(TIMES_THE_BEST * (best == null ? 0 : best.work) + TURNS);
    }

    /// All that could have been chosen: every index alone, indexes together, and reading everything.
    private static List<Access> others(Query query, Conditions conditions, Snapshot snapshot) {
        Candidates candidates = Candidates.of(query, conditions, query.sort(), snapshot);
        Set<Access> others = new HashSet<>();
        others.add(new Access.Everything(false));
        candidates.all().forEach(plan -> others.add(new Access.Indexed(Walk.of(plan))));
        candidates.filtering().forEach(walk -> others.add(new Access.Indexed(walk)));
        new UnionPlanner(query, conditions, snapshot)
                .beside(List.of())
                .forEach(walk -> others.add(new Access.Indexed(walk)));
        return List.copyOf(others);
    }

    private static Outcome run(Query query, Access access, Snapshot snapshot) {
        List<Long> records = new ArrayList<>();
        try (HitStream stream = Streams.open(query, access, snapshot)) {
            for (Hit hit = stream.next(); hit != null; hit = stream.next()) {
                records.add(hit.record());
                if (records.size() == query.wanted()) {
                    break;
                }
            }
            return new Outcome(records, stream.work(), stream.keysExamined(), stream.docsExamined());
        }
    }

    private record Outcome(List<Long> records, long work, long keys, long documents) {
        /// Without an order any page of the matching documents will do.
        boolean agreesWith(Outcome other, Query query) {
            if (!query.sort().isEmpty()) {
                return records.equals(other.records);
            }
            return query.limit() > 0
                    ? records.size() == other.records.size()
                    : Set.copyOf(records).equals(Set.copyOf(other.records)) && records.size() == other.records.size();
        }

        @Override
        public String toString() {
            return keys + " keys and " + documents + " documents";
        }
    }
}
