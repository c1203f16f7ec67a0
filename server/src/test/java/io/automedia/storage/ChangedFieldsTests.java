package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class ChangedFieldsTests {
    @Test
    void only_the_fields_that_differ_are_written() {
        assertThat(between("{a: 1, b: {c: 1, d: 1}, e: [1]}", "{a: 1, b: {c: 2, d: 1}, e: [1, 2]}"))
                .isEqualTo(BsonDocument.parse("{$set: {'b.c': 2, e: [1, 2]}}"));
    }

    @Test
    void what_is_gone_is_removed_and_what_is_new_is_added() {
        assertThat(between("{a: 1, b: {c: 1}}", "{b: {}, d: {e: 1}}"))
                .isEqualTo(BsonDocument.parse("{$set: {d: {e: 1}}, $unset: {'b.c': null, a: null}}"));
    }

    @Test
    void a_value_of_another_kind_replaces_the_whole() {
        assertThat(between("{a: {b: 1}, c: 1}", "{a: 1, c: {b: 1}}"))
                .isEqualTo(BsonDocument.parse("{$set: {a: 1, c: {b: 1}}}"));
    }

    @Test
    void two_equal_documents_need_no_update() {
        assertThat(between("{a: {b: [1, {c: 1}]}}", "{a: {b: [1, {c: 1}]}}")).isEmpty();
    }

    private static BsonDocument between(String before, String after) {
        return ChangedFields.between(BsonDocument.parse(before), BsonDocument.parse(after));
    }
}
