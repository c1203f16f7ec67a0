package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.List;

/// The answer of `explain`: the stages in MongoDB's names, and what running them cost.
final class Explanation {
    private Explanation() {}

    static RawDocument of(Query query, Access access, boolean indexOnly, HitCursor cursor) {
        BsonBuilder answer = new BsonBuilder()
                .beginDocument("queryPlanner")
                .add("namespace", query.collection().namespace().toString())
                .add("parsedQuery", query.filter())
                .add("winningPlan", plan(query, access, indexOnly))
                .beginArray("rejectedPlans")
                .end()
                .end();
        return answer.add("executionStats", statistics(cursor, indexOnly)).build();
    }

    private static RawDocument statistics(HitCursor cursor, boolean indexOnly) {
        long started = System.nanoTime();
        long returned = 0;
        try (cursor) {
            while (cursor.next() != null) {
                returned++;
            }
            return new BsonBuilder()
                    .add("executionSuccess", true)
                    .add("nReturned", returned)
                    .add("executionTimeMillis", (System.nanoTime() - started) / 1_000_000)
                    .add("totalKeysExamined", cursor.keysExamined())
                    .add("totalDocsExamined", indexOnly ? 0 : cursor.docsExamined())
                    .build();
        }
    }

    private static RawDocument plan(Query query, Access access, boolean indexOnly) {
        return switch (access) {
            case Access.Indexed(ScanPlan plan) -> indexOnly ? scan(plan, "COUNT_SCAN") : ordered(query, plan);
            case Access.Union(List<ScanPlan> plans) -> sort(query, 0, fetch(union(plans)));
            case Access.Everything _ ->
                sort(query, 0, new BsonBuilder().add("stage", "COLLSCAN").build());
            case Access.Race(ScanPlan ordered, ScanPlan filtering) ->
                new BsonBuilder()
                        .add("stage", "RACE")
                        .beginArray("inputStages")
                        .add("0", ordered(query, ordered))
                        .add("1", sort(query, 0, fetch(scan(filtering, "IXSCAN"))))
                        .end()
                        .build();
        };
    }

    private static RawDocument ordered(Query query, ScanPlan plan) {
        return sort(query, plan.sortedFields(), fetch(scan(plan, plan.groups().size() > 1 ? "SORT_MERGE" : "IXSCAN")));
    }

    private static RawDocument sort(Query query, int sortedFields, RawDocument input) {
        int missing = query.sort().fields().size() - sortedFields;
        return missing == 0
                ? input
                : new BsonBuilder()
                        .add("stage", sortedFields > 0 ? "PARTIAL_SORT" : "SORT")
                        .add("alreadySorted", sortedFields)
                        .add("inputStage", input)
                        .build();
    }

    private static RawDocument fetch(RawDocument input) {
        return new BsonBuilder().add("stage", "FETCH").add("inputStage", input).build();
    }

    private static RawDocument union(List<ScanPlan> plans) {
        BsonBuilder union = new BsonBuilder().add("stage", "OR").beginArray("inputStages");
        int position = 0;
        for (ScanPlan plan : plans) {
            union.add(Integer.toString(position++), scan(plan, "IXSCAN"));
        }
        return union.end().build();
    }

    private static RawDocument scan(ScanPlan plan, String stage) {
        return new BsonBuilder()
                .add("stage", stage)
                .add("indexName", plan.index().definition().name())
                .add("keyPattern", plan.index().definition().keyPattern())
                .add("isMultiKey", plan.index().isMultikey())
                .add("direction", plan.backwards() ? "backward" : "forward")
                .add("ranges", plan.ranges())
                .add("exact", plan.exact())
                .build();
    }
}
