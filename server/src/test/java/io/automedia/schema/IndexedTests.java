package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Indexed;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What tests on servers that are not the embedded one hold against each question of the application.
@AutoMediaTest
class IndexedTests {
    private final Indexed indexed;

    IndexedTests(MongoDatabase store) {
        indexed = new Indexed(store);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'sessions', filter: {token: 'a'}}",
                "{find: 'sessions', filter: {$and: [{userAgent: 'a'}, {userId: 1}]}}",
                "{find: 'sessions', filter: {$or: [{token: 'a'}, {userId: 1, userAgent: 'a'}]}}",
                "{find: 'topics', filter: {}, sort: {updatedAt: 1}}",
                "{aggregate: 'topics', pipeline: [{$match: {userId: 1}}, {$group: {_id: 1}}]}",
                "{update: 'topics', updates: [{q: {_id: 1}, u: {$set: {a: 1}}}]}",
                "{delete: 'topics', deletes: [{q: {userId: {$in: [1]}}, limit: 0}]}"
            })
    void anIndexServesWhatBoundsItsFirstField(String question) {
        assertThat(indexed.serves(BsonDocument.parse(question))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'sessions', filter: {userAgent: 'a'}}",
                "{find: 'sessions', filter: {token: {$ne: 'a'}}}",
                "{find: 'sessions', filter: {$or: [{token: 'a'}, {userAgent: 'a'}]}}",
                "{find: 'topics', filter: {name: 'a'}}",
                "{find: 'topics', filter: {}, sort: {description: 1}}",
                "{aggregate: 'topics', pipeline: [{$match: {description: 'a'}}]}",
                "{update: 'topics', updates: [{q: {_id: 1}}, {q: {description: 'a'}}]}",
                "{delete: 'topics', deletes: [{q: {description: 'a'}, limit: 0}]}"
            })
    void noIndexServesWhatBoundsAnotherField(String question) {
        assertThat(indexed.serves(BsonDocument.parse(question))).isFalse();
    }
}
