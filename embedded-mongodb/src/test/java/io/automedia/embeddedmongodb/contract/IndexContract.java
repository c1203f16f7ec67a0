package io.automedia.embeddedmongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

abstract class IndexContract extends ServerContract {
    IndexContract(TestServer server) {
        super(server);
    }

    private void refused(String json) {
        assertThatThrownBy(() -> collection.insertOne(document(json)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        error -> assertThat(error.getError().getCode()).isEqualTo(11000));
    }

    @Test
    void aUniqueIndexAllowsEachValueOnceAndOneMissing() {
        collection.createIndex(document("{a: 1}"), new IndexOptions().unique(true));
        insert("[{_id: 1, a: 1}, {_id: 2}]");
        refused("{_id: 3, a: 1}");
        refused("{_id: 4, a: null}");
        refused("{_id: 5, a: 1.0}");
        insert("[{_id: 6, a: '1'}]");
        assertThat(ids("{}")).containsExactly(1, 2, 6);
    }

    @Test
    void aPageThatEndsWithTheIndexIsShort() {
        collection.createIndex(document("{a: 1}"));
        insert("[{_id: 1, a: 1}, {_id: 2, a: 2}, {_id: 3, a: 3}]");
        for (int way : List.of(1, -1)) {
            for (int skipped = 0; skipped < 5; skipped++) {
                assertThat(collection
                                .find(document("{a: {$gt: 0}}"))
                                .sort(document("{a: " + way + "}"))
                                .skip(skipped)
                                .limit(10))
                        .hasSize(Math.max(0, 3 - skipped));
            }
        }
    }

    @Test
    void aUniqueMultikeyIndexLooksIntoArrays() {
        collection.createIndex(document("{a: 1}"), new IndexOptions().unique(true));
        insert("[{_id: 1, a: [1, 2]}, {_id: 2, a: [3, 3]}]");
        refused("{_id: 3, a: [5, 2]}");
        refused("{_id: 4, a: 3}");
    }

    @Test
    void aPartialUniqueIndexCountsOnlyWhatItCovers() {
        collection.createIndex(
                document("{a: 1}"), new IndexOptions().unique(true).partialFilterExpression(document("{on: true}")));
        insert("[{_id: 1, a: 1, on: true}, {_id: 2, a: 1, on: false}, {_id: 3, a: 1}]");
        refused("{_id: 4, a: 1, on: true}");
        assertThat(ids("{a: 1}")).containsExactly(1, 2, 3);
        assertThat(ids("{a: 1, on: true}")).containsExactly(1);
    }

    @Test
    void aSparseUniqueIndexForgetsTheMissing() {
        collection.createIndex(
                document("{a: 1}"), new IndexOptions().unique(true).sparse(true));
        insert("[{_id: 1}, {_id: 2}, {_id: 3, a: null}]");
        refused("{_id: 4, a: null}");
    }

    @Test
    void answersAreTheSameWithAndWithoutIndexes() {
        insert("""
                [{_id: 1, a: 1, b: 'x'}, {_id: 2, a: [1, 5], b: 'y'}, {_id: 3, a: null}, {_id: 4, b: 'x'},
                 {_id: 5, a: {c: 1}}, {_id: 6, a: []}, {_id: 7, a: 'z', b: 'x'}, {_id: 8, a: 2.5, b: 'x'}]
                """);
        List<String> filters = List.of(
                "{a: 1}",
                "{a: null}",
                "{a: {$gt: 1}}",
                "{a: {$lt: 5, $gt: 2}}",
                "{a: {$ne: 1}}",
                "{a: {$exists: false}}",
                "{a: {$in: [1, null]}}",
                "{a: []}",
                "{b: 'x', a: {$gte: 1}}",
                "{$or: [{a: 1}, {b: 'y'}]}",
                "{a: {$type: 'string'}}",
                "{b: /^x/}",
                "{a: {$elemMatch: {$gt: 1}}}",
                "{'a.c': 1}",
                "{a: {$all: [1, 5]}}");
        List<List<Integer>> before = filters.stream().map(this::ids).toList();
        collection.createIndex(document("{a: 1, b: -1}"));
        collection.createIndex(document("{b: 1}"));
        collection.createIndex(document("{'a.c': 1}"));
        assertThat(filters.stream().map(this::ids).toList()).isEqualTo(before);
    }

    @Test
    void sortsByIndexAndWithoutAgree() {
        insert("[{_id: 1, a: 3}, {_id: 2, a: [1, 9]}, {_id: 3}, {_id: 4, a: 'x'}, {_id: 5, a: 2.5}, {_id: 6, a: []}]");
        List<Integer> ascending = sorted("{a: 1, _id: 1}");
        List<Integer> descending = sorted("{a: -1, _id: -1}");
        collection.createIndex(document("{a: 1, _id: 1}"));
        assertThat(sorted("{a: 1, _id: 1}")).isEqualTo(ascending).containsExactly(6, 3, 2, 5, 1, 4);
        assertThat(sorted("{a: -1, _id: -1}")).isEqualTo(descending).containsExactly(4, 2, 1, 5, 3, 6);
    }

    private List<Integer> sorted(String sort) {
        return collection.find().sort(document(sort)).into(new ArrayList<>()).stream()
                .map(found -> found.getInt32("_id").getValue())
                .toList();
    }

    @Test
    void indexesAreListedAndDropped() {
        collection.createIndex(document("{a: 1, b: -1}"));
        List<BsonDocument> indexes = collection.listIndexes(BsonDocument.class).into(new ArrayList<>());
        assertThat(indexes.stream().map(index -> index.getString("name").getValue()))
                .containsExactly("_id_", "a_1_b_-1");
        collection.dropIndex("a_1_b_-1");
        assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(1);
    }
}
