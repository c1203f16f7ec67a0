package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/// What becomes of updates by pipelines, which the embedded store doesn't carry out.
class StampTests {
    private static final Stamp STAMP =
            new Stamp(Shape.object(Shape.optional("n", Shape.count()), Shape.createdAt(), Shape.updatedAt()));
    private static final String SET_NOW = "{$set: {updatedAt: {$date: '1970-01-01T00:00:00.007Z'}}}";

    private static List<BsonDocument> changed(String... pipeline) {
        return STAMP.changed(stages(pipeline), true, 7);
    }

    private static List<BsonDocument> stages(String... stages) {
        return Stream.of(stages).map(BsonDocument::parse).toList();
    }

    @Test
    void aPipelineMovesUpdatedAtUnlessItSaysWhatItIs() {
        assertThat(changed("{$set: {n: {$add: ['$n', 1]}}}"))
                .isEqualTo(stages("{$set: {n: {$add: ['$n', 1]}}}", SET_NOW));
        assertThat(changed("{$addFields: {updatedAt: '$n'}}")).isEqualTo(stages("{$addFields: {updatedAt: '$n'}}"));
        assertThat(STAMP.changed(stages("{$set: {n: 1}}"), false, 7)).isEqualTo(stages("{$set: {n: 1}}"));
    }

    @Test
    void noStageOfAPipelineChangesCreatedAt() {
        assertThat(changed("{$set: {createdAt: '$n', n: 2}}", "{$set: {createdAt: '$$NOW'}}"))
                .isEqualTo(stages("{$set: {n: 2}}", SET_NOW));
        assertThat(changed("{$unset: ['createdAt', 'n']}", "{$unset: 'createdAt'}"))
                .isEqualTo(stages("{$unset: ['n']}", SET_NOW));
        assertThat(changed("{$project: {n: 1}}")).isEqualTo(stages("{$project: {n: 1, createdAt: 1}}", SET_NOW));
        assertThat(changed("{$project: {n: 0, createdAt: 0}}")).isEqualTo(stages("{$project: {n: 0}}", SET_NOW));
        assertThat(changed("{$replaceWith: {n: 1}}", "{$replaceRoot: {newRoot: '$n'}}"))
                .isEqualTo(stages(
                        "{$replaceWith: {$mergeObjects: [{n: 1}, {createdAt: '$createdAt'}]}}",
                        "{$replaceWith: {$mergeObjects: ['$n', {createdAt: '$createdAt'}]}}",
                        SET_NOW));
    }

    @Test
    void aChangeThatSaysBothIsLeftAsItIs() {
        BsonDocument change = BsonDocument.parse("{$set: {n: 1, updatedAt: {$date: '2024-01-01T00:00:00Z'}}}");
        assertThat(STAMP.changed(change, true, 7)).isSameAs(change);
    }

    @Test
    void theChangeThatIsGivenIsNotTouched() {
        BsonDocument change = BsonDocument.parse("{$set: {n: 1, createdAt: 2}}");
        STAMP.changed(change, true, 7);
        STAMP.upserted(new BsonDocument(), change, true, 7);
        assertThat(change).isEqualTo(BsonDocument.parse("{$set: {n: 1, createdAt: 2}}"));
    }
}
