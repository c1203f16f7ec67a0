package io.automedia.embeddedmongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

abstract class AggregationContract extends ServerContract {
    AggregationContract(TestServer server) {
        super(server);
    }

    private void answers(String stages, String expected) {
        assertThat(aggregate(stages)).isEqualTo(documents(expected));
    }

    private void posts() {
        insert("""
                [{_id: 1, k: 'x', n: 1, tags: ['a', 'b'], at: {$date: '2026-03-05T10:15:00Z'}},
                 {_id: 2, k: 'y', n: 2.5, tags: ['b'], at: {$date: '2026-03-05T10:45:00Z'}},
                 {_id: 3, k: 'x', n: 4, tags: [], at: {$date: '2026-03-05T11:05:00Z'}},
                 {_id: 4, k: 'y', at: {$date: '2026-03-06T00:00:00Z'}}]
                """);
    }

    @Test
    void groupsCountSumAndAverage() {
        posts();
        answers(
                "[{$group: {_id: '$k', c: {$sum: 1}, s: {$sum: '$n'}, a: {$avg: '$n'}, lo: {$min: '$n'}, hi: {$max: '$n'}}}, {$sort: {_id: 1}}]",
                "[{_id: 'x', c: 2, s: 5, a: 2.5, lo: 1, hi: 4}, {_id: 'y', c: 2, s: 2.5, a: 2.5, lo: 2.5, hi: 2.5}]");
    }

    @Test
    void unwindAndCountTags() {
        posts();
        answers(
                "[{$unwind: '$tags'}, {$group: {_id: '$tags', c: {$sum: 1}}}, {$sort: {c: -1, _id: 1}}, {$limit: 5}]",
                "[{_id: 'b', c: 2}, {_id: 'a', c: 1}]");
    }

    @Test
    void datesAreCutIntoBuckets() {
        posts();
        answers(
                "[{$group: {_id: {$dateTrunc: {date: '$at', unit: 'hour'}}, c: {$sum: 1}}}, {$sort: {_id: 1}}]",
                "[{_id: {$date: '2026-03-05T10:00:00Z'}, c: 2}, {_id: {$date: '2026-03-05T11:00:00Z'}, c: 1}, {_id: {$date: '2026-03-06T00:00:00Z'}, c: 1}]");
        answers(
                "[{$match: {_id: 1}}, {$project: {_id: 0, d: {$dateToString: {date: '$at', format: '%Y-%m-%d %H'}}}}]",
                "[{d: '2026-03-05 10'}]");
    }

    @Test
    void facetsShareTheirInput() {
        posts();
        answers(
                "[{$match: {n: {$gt: 1}}}, {$facet: {all: [{$count: 'n'}], top: [{$sort: {n: -1}}, {$limit: 1}, {$project: {n: 1}}]}}]",
                "[{all: [{n: 2}], top: [{_id: 3, n: 4}]}]");
    }

    @Test
    void projectionsCompute() {
        posts();
        answers(
                "[{$match: {_id: {$lte: 2}}}, {$project: {up: {$toUpper: '$k'}, big: {$cond: [{$gt: ['$n', 2]}, 'yes', 'no']}, t: {$size: '$tags'}}}, {$sort: {_id: 1}}]",
                "[{_id: 1, up: 'X', big: 'no', t: 2}, {_id: 2, up: 'Y', big: 'yes', t: 1}]");
    }

    @Test
    void lookupsJoin() {
        posts();
        String name = collection.getNamespace().getCollectionName();
        BsonDocument joined = aggregate("[{$match: {_id: 1}}, {$lookup: {from: '" + name
                        + "', localField: 'k', foreignField: 'k', as: 'same'}}, {$project: {n: {$size: '$same'}}}]")
                .getFirst();
        assertThat(joined).isEqualTo(document("{_id: 1, n: 2}"));
    }

    @Test
    void updatesByPipelineCompute() {
        posts();
        collection.updateMany(
                document("{k: 'x'}"), documents("[{$set: {n: {$add: ['$n', 10]}, seen: true}}, {$unset: 'tags'}]"));
        assertThat(ids("{seen: true, tags: {$exists: false}, n: {$gt: 10}}")).containsExactly(1, 3);
    }
}
