package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.List;

/// The answer of `explain`: the stages in MongoDB's names, and what running them cost. Walking several
/// indexes of one order is `AND_SORTED`; merging alternatives in their order is `SORT_MERGE`; reading several until the
/// smallest is known is `NARROW`; trying
/// ways at the same time is `RACE`.
final class Explanation {
    private Explanation() {}

    static RawDocument of(Query query, Access access, HitCursor cursor) {
        long started = System.nanoTime();
        long returned = 0;
        try (cursor) {
            while (cursor.next() != null) {
                returned++;
            }
            return answer(
                    query,
                    plan(query, access),
                    statistics(returned, started, cursor.keysExamined(), cursor.docsExamined()));
        }
    }

    static RawDocument of(Query query, Access access, Counting counting) {
        long started = System.nanoTime();
        try (counting) {
            long counted = counting.count();
            RawDocument plan = !counting.isIndexOnly()
                    ? plan(query, access)
                    : access instanceof Access.Indexed(Walk.Together together) && !together.isIntersection()
                            ? scan(together.plans().getFirst(), "COUNT_SCAN")
                            : new BsonBuilder()
                                    .add("stage", "COUNT")
                                    .add("inputStage", records(access))
                                    .build();
            return answer(query, plan, statistics(counted, started, counting.keysExamined(), counting.docsExamined()));
        }
    }

    private static RawDocument answer(Query query, RawDocument plan, RawDocument statistics) {
        return new BsonBuilder()
                .beginDocument("queryPlanner")
                .add("namespace", query.collection().namespace().toString())
                .add("parsedQuery", query.filter())
                .add("winningPlan", plan)
                .beginArray("rejectedPlans")
                .end()
                .end()
                .add("executionStats", statistics)
                .build();
    }

    private static RawDocument statistics(long returned, long started, long keys, long documents) {
        return new BsonBuilder()
                .add("executionSuccess", true)
                .add("nReturned", returned)
                .add("executionTimeMillis", (System.nanoTime() - started) / 1_000_000)
                .add("totalKeysExamined", keys)
                .add("totalDocsExamined", documents)
                .build();
    }

    private static RawDocument plan(Query query, Access access) {
        return switch (access) {
            case Access.Indexed(Walk walk) -> sort(query, walk.sortedFields(), fetch(records(access)));
            case Access.Union _ -> sort(query, 0, fetch(records(access)));
            case Access.Narrowed narrowed -> sort(query, 0, fetch(records(narrowed)));
            case Access.Everything _ ->
                sort(query, 0, new BsonBuilder().add("stage", "COLLSCAN").build());
            case Access.Race race ->
                stages(
                        "RACE",
                        race.racers().stream().map(racer -> plan(query, racer)).toList());
        };
    }

    private static RawDocument records(Access access) {
        return switch (access) {
            case Access.Indexed(Walk walk) -> walk(walk);
            case Access.Union(List<Access> alternatives) ->
                stages("OR", alternatives.stream().map(Explanation::records).toList());
            case Access.Narrowed narrowed ->
                stages(
                        "NARROW",
                        narrowed.walks().stream().map(Explanation::walk).toList());
            case Access.Race _, Access.Everything _ -> throw new IllegalStateException("needs documents");
        };
    }

    private static RawDocument walk(Walk walk) {
        return switch (walk) {
            case Walk.Together together ->
                together.isIntersection()
                        ? stages(
                                "AND_SORTED",
                                together.plans().stream().map(Explanation::scan).toList())
                        : scan(together.plans().getFirst());
            case Walk.Either either ->
                stages(
                        either.sortedFields() > 0 ? "SORT_MERGE" : "OR",
                        either.ways().stream().map(Explanation::walk).toList());
        };
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

    private static RawDocument stages(String stage, List<RawDocument> inputs) {
        BsonBuilder stages = new BsonBuilder().add("stage", stage).beginArray("inputStages");
        for (int i = 0; i < inputs.size(); i++) {
            stages.add(Integer.toString(i), inputs.get(i));
        }
        return stages.end().build();
    }

    private static RawDocument scan(ScanPlan plan) {
        return scan(plan, plan.groups().size() > 1 ? "SORT_MERGE" : "IXSCAN");
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
