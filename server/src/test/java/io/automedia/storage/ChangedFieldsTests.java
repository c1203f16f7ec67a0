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

    @Test
    void a_part_that_the_document_lacks_is_written_whole_when_something_in_it_changes() {
        BsonDocument before = BsonDocument.parse("{a: {b: 1, c: {d: 1}}, e: {f: 1}, g: {h: 1}}");
        BsonDocument after = BsonDocument.parse("{a: {b: 1, c: {d: 2}}, e: {f: 2, i: 3}, g: {h: 1}}");

        assertThat(ChangedFields.between(before, after, BsonDocument.parse("{a: {c: null}}")))
                .isEqualTo(BsonDocument.parse("{$set: {'a.c': {d: 2}, e: {f: 2, i: 3}}}"));
    }

    private static BsonDocument between(String before, String after) {
        return ChangedFields.between(BsonDocument.parse(before), BsonDocument.parse(after));
    }
}
