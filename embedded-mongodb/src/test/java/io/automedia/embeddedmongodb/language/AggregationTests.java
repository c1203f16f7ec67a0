package io.automedia.embeddedmongodb.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationTests {
    private static List<RawDocument> documents(String json) {
        return BsonArray.parse(json).stream()
                .map(value -> Shell.raw(value.asDocument().toJson()))
                .toList();
    }

    private static BsonArray run(String stages, String input) {
        Iterator<RawDocument> found = Aggregation.compile(
                        documents(stages),
                        (_, _) -> documents("[{_id: 9, k: 1}]").iterator(),
                        Variables.at(0))
                .run(documents(input).iterator());
        List<BsonDocument> result = new ArrayList<>();
        found.forEachRemaining(document -> result.add(Shell.parsed(document)));
        return new BsonArray(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{$match: {a: {$gt: 1}}}]                          | [{a: 1}, {a: 2}]           | [{a: 2}]",
                "[{$sort: {a: -1}}, {$limit: 1}]                    | [{a: 1}, {a: 2}]           | [{a: 2}]",
                "[{$skip: 1}]                                       | [{a: 1}, {a: 2}]           | [{a: 2}]",
                "[{$group: {_id: '$k', n: {$sum: 1}, s: {$sum: '$v'}, m: {$avg: '$v'}}}] | [{k: 'x', v: 1}, {k: 'x', v: 2}, {v: 5}] | [{_id: 'x', n: 2, s: 3, m: 1.5}, {_id: null, n: 1, s: 5, m: 5.0}]",
                "[{$unwind: '$a'}]                                  | [{a: [1, 2]}, {a: []}, {a: 3}, {}] | [{a: 1}, {a: 2}, {a: 3}]",
                "[{$unwind: {path: '$a', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true}}] | [{a: [5]}, {}] | [{a: 5, i: {$numberLong: '0'}}, {i: null}]",
                "[{$count: 'n'}]                                    | [{}, {}]                   | [{n: 2}]",
                "[{$project: {b: {$add: ['$a', 1]}, a: 1}}]         | [{_id: 1, a: 2, c: 3}]     | [{_id: 1, a: 2, b: 3}]",
                "[{$project: {_id: 0, 'a.b': 1}}]                   | [{_id: 1, a: [{b: 1, c: 2}, 5]}] | [{a: [{b: 1}]}]",
                "[{$project: {'a.b': 0}}]                           | [{_id: 1, a: [{b: 1, c: 2}, 5]}] | [{_id: 1, a: [{c: 2}, 5]}]",
                "[{$addFields: {'a.x': 1}}]                         | [{a: {b: 1}}]              | [{a: {b: 1, x: 1}}]",
                "[{$replaceRoot: {newRoot: '$a'}}]                  | [{a: {b: 1}}]              | [{b: 1}]",
                "[{$sortByCount: '$k'}]                             | [{k: 1}, {k: 2}, {k: 2}]   | [{_id: 2, count: 2}, {_id: 1, count: 1}]",
                "[{$bucket: {groupBy: '$a', boundaries: [0, 5, 10]}}] | [{a: 1}, {a: 7}, {a: 4}] | [{_id: 0, count: 2}, {_id: 5, count: 1}]",
                "[{$facet: {x: [{$count: 'n'}], y: [{$limit: 1}]}}] | [{a: 1}, {a: 2}]           | [{x: [{n: 2}], y: [{a: 1}]}]",
                "[{$lookup: {from: 'c', localField: 'a', foreignField: 'k', as: 'j'}}] | [{a: 1}] | [{a: 1, j: [{_id: 9, k: 1}]}]",
                "[{$project: {d: {$dateTrunc: {date: {$date: '2026-03-05T13:45:00Z'}, unit: 'hour'}}}}] | [{}] | [{d: {$date: '2026-03-05T13:00:00Z'}}]",
                "[{$project: {d: {$dateToString: {date: {$date: '2026-03-05T13:45:00Z'}, format: '%Y-%m-%d'}}}}] | [{}] | [{d: '2026-03-05'}]",
                "[{$project: {s: {$switch: {branches: [{case: {$gt: ['$a', 1]}, then: 'big'}], default: 'small'}}}}] | [{a: 2}] | [{s: 'big'}]",
                "[{$project: {s: {$let: {vars: {x: '$a'}, in: {$multiply: ['$$x', 2]}}}}}] | [{a: 2}] | [{s: 4}]",
                "[{$project: {s: {$map: {input: '$a', in: {$toString: '$$this'}}}}}] | [{a: [1, 2.5]}] | [{s: ['1', '2.5']}]",
                "[{$project: {s: {$ifNull: ['$x', '$y', 3]}}}]      | [{y: 2}]                   | [{s: 2}]",
                "[{$project: {s: {$floor: {$divide: ['$a', 2]}}}}]  | [{a: 5}]                   | [{s: 2.0}]",
                "[{$project: {p: {$pow: ['$a', {$numberLong: '3000000000'}]}}}] | [{a: 0}, {a: -1}] | [{p: {$numberLong: '0'}}, {p: {$numberLong: '1'}}]",
                "[{$project: {p: {$pow: ['$a', 0]}}}]               | [{a: 0}, {a: -1}, {a: 7}]  | [{p: 1}, {p: 1}, {p: 1}]",
            })
    void answersAsMongoDBDoes(String stages, String input, String output) {
        assertThat(run(stages, input)).isEqualTo(BsonArray.parse(output));
    }

    @Test
    void aJoinsPipelineIsReadAlsoWhenNoDocumentReachesIt() {
        String join = "[{$lookup: {from: 'c', let: {k: '$a'}, pipeline: [%s], as: 'j'}}]";
        assertThat(run(join.formatted("{$match: {$expr: {$eq: ['$k', '$$k']}}}"), "[]"))
                .isEmpty();
        assertThatThrownBy(() -> run(join.formatted("{$nothing: {}}"), "[]"))
                .isInstanceOf(MongoError.class)
                .hasMessageContaining("Unrecognized pipeline stage name: '$nothing'");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> run("[{$foo: 1}]", "[]"))
                .isInstanceOfSatisfying(
                        MongoError.class, e -> assertThat(e.code()).isEqualTo(40324))
                .hasMessageContaining("$foo");
        assertThatThrownBy(() -> run("[{$graphLookup: {}}]", "[]"))
                .isInstanceOfSatisfying(
                        MongoError.class, e -> assertThat(e.code()).isEqualTo(115))
                .hasMessageContaining("$graphLookup");
        assertThatThrownBy(() -> run("[{$project: {a: {$foo: 1}}}]", "[]"))
                .isInstanceOfSatisfying(
                        MongoError.class, e -> assertThat(e.code()).isEqualTo(168))
                .hasMessageContaining("$foo");
    }
}
