package io.automedia.embeddedmongodb.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTests {
    private static Update compile(String update, String filter, String arrayFilters) {
        RawDocument wrapped = Shell.raw("{u: " + update + ", f: " + arrayFilters + "}");
        List<RawDocument> filters = new ArrayList<>();
        ElementCursor cursor =
                Objects.requireNonNull(wrapped.get("f")).asDocument().cursor();
        while (cursor.next()) {
            filters.add(cursor.value().asDocument());
        }
        RawValue u = Objects.requireNonNull(wrapped.get("u"));
        return Update.compile(u, Filter.compile(Shell.raw(filter)), filters, Variables.at(1000));
    }

    @Test
    void aReplacementHasOneIdentityInFront() {
        RawDocument twice =
                new BsonBuilder().add("_id", 1).add("b", 2).add("_id", 3).build();
        RawDocument wrapped = new BsonBuilder().add("u", twice).build();
        Update update = Update.compile(
                Objects.requireNonNull(wrapped.get("u")), Filter.compile(Shell.raw("{}")), List.of(), Variables.at(1));

        assertThat(update.apply(Shell.raw("{_id: 1, a: 5}")).document()).isEqualTo(Shell.raw("{_id: 1, b: 2}"));
        assertThat(update.insertion()).isEqualTo(Shell.raw("{_id: 1, b: 2}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{$set: {b: 1, a: 2}}                | {}           | {_id: 1}                  | {_id: 1, a: 2, b: 1}",
                "{$set: {'a.b.c': 1}}                | {}           | {_id: 1}                  | {_id: 1, a: {b: {c: 1}}}",
                "{$set: {'a.2': 1}}                  | {}           | {_id: 1, a: [0]}          | {_id: 1, a: [0, null, 1]}",
                "{$unset: {'a.b': ''}}               | {}           | {_id: 1, a: {b: 1, c: 2}} | {_id: 1, a: {c: 2}}",
                "{$unset: {'a.0': ''}}               | {}           | {_id: 1, a: [1, 2]}       | {_id: 1, a: [null, 2]}",
                "{$inc: {a: 2, b: 1}}                | {}           | {_id: 1, a: 1}            | {_id: 1, a: 3, b: 1}",
                "{$inc: {a: 1}}                      | {}           | {_id: 1, a: 2147483647}   | {_id: 1, a: {$numberLong: '2147483648'}}",
                "{$mul: {a: 2, b: 3}}                | {}           | {_id: 1, a: 1.5}          | {_id: 1, a: 3.0, b: 0}",
                "{$min: {a: 1}, $max: {b: 9}}        | {}           | {_id: 1, a: 5, b: 5}      | {_id: 1, a: 1, b: 9}",
                "{$rename: {a: 'c.d'}}               | {}           | {_id: 1, a: 5, b: 5}      | {_id: 1, b: 5, c: {d: 5}}",
                "{$push: {a: 3}}                     | {}           | {_id: 1, a: [1]}          | {_id: 1, a: [1, 3]}",
                "{$push: {a: {$each: [3, 0], $sort: 1, $slice: -2}}} | {} | {_id: 1, a: [5, 1]}   | {_id: 1, a: [3, 5]}",
                "{$push: {a: {$each: [9], $position: 0}}} | {}      | {_id: 1, a: [1]}          | {_id: 1, a: [9, 1]}",
                "{$addToSet: {a: {$each: [1, 2]}}}   | {}           | {_id: 1, a: [1.0]}        | {_id: 1, a: [1.0, 2]}",
                "{$pull: {a: {$gt: 2}}}              | {}           | {_id: 1, a: [1, 3, 2, 4]} | {_id: 1, a: [1, 2]}",
                "{$pull: {a: {b: 1}}}                | {}           | {_id: 1, a: [{b: 1, c: 1}, {b: 2}]} | {_id: 1, a: [{b: 2}]}",
                "{$pullAll: {a: [1, 2]}}             | {}           | {_id: 1, a: [1, 3, 2]}    | {_id: 1, a: [3]}",
                "{$pop: {a: 1}}                      | {}           | {_id: 1, a: [1, 2]}       | {_id: 1, a: [1]}",
                "{$bit: {a: {or: 5}}}                | {}           | {_id: 1, a: 2}            | {_id: 1, a: 7}",
                "{$set: {'a.$': 9}}                  | {a: {$gt: 1}}| {_id: 1, a: [1, 2, 3]}    | {_id: 1, a: [1, 9, 3]}",
                "{$set: {'a.$.c': 9}}                | {'a.b': 2}   | {_id: 1, a: [{b: 1}, {b: 2}]} | {_id: 1, a: [{b: 1}, {b: 2, c: 9}]}",
                "{$inc: {'a.$[].n': 1}}              | {}           | {_id: 1, a: [{n: 1}, {n: 2}]} | {_id: 1, a: [{n: 2}, {n: 3}]}",
                "{b: 1}                              | {}           | {_id: 1, a: 5}            | {_id: 1, b: 1}",
                "{b: 1, _id: 1, c: 2}                | {}           | {_id: 1, a: 5}            | {_id: 1, b: 1, c: 2}",
                "[{$set: {c: {$add: ['$a', 1]}}}, {$unset: 'a'}] | {} | {_id: 1, a: 5}          | {_id: 1, c: 6}",
                "{$currentDate: {a: true}}           | {}           | {_id: 1}                  | {_id: 1, a: {$date: '1970-01-01T00:00:01Z'}}",
            })
    void changesAsMongoDBDoes(String update, String filter, String before, String after) {
        Update.Result result = compile(update, filter, "[]").apply(Shell.raw(before));
        assertThat(Shell.parsed(result.document())).isEqualTo(BsonDocument.parse(after));
        assertThat(result.changed()).isTrue();
        assertThat(result.document().toBytes()).isEqualTo(Shell.raw(after).toBytes());
    }

    @Test
    void arrayFiltersChooseItems() {
        var result = compile("{$set: {'a.$[x].c': 1}}", "{}", "[{'x.b': {$gte: 2}}]")
                .apply(Shell.raw("{_id: 1, a: [{b: 1}, {b: 2}, {b: 3}]}"));
        assertThat(Shell.parsed(result.document()))
                .isEqualTo(BsonDocument.parse("{_id: 1, a: [{b: 1}, {b: 2, c: 1}, {b: 3, c: 1}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{$set: {a: 1}}      | {_id: 1, a: 1}",
                "{$unset: {b: 1}}    | {_id: 1, a: 1}",
                "{$pull: {a: 5}}     | {_id: 1, a: [1]}",
                "{$addToSet: {a: 1}} | {_id: 1, a: [1]}",
                "{$max: {a: 0}}      | {_id: 1, a: 1}",
                "{a: 1}              | {_id: 1, a: 1}",
            })
    void saysWhenNothingChanged(String update, String document) {
        Update.Result result = compile(update, "{}", "[]").apply(Shell.raw(document));
        assertThat(result.changed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{$set: {a: 1, 'a.b': 2}} | {_id: 1}         | 40",
                "{$inc: {a: 'x'}}         | {_id: 1}         | 14",
                "{$inc: {a: 1}}           | {_id: 1, a: 'x'} | 14",
                "{$set: {'a.b': 1}}       | {_id: 1, a: 5}   | 28",
                "{$set: {_id: 2}}         | {_id: 1}         | 66",
                "{$push: {a: 1}}          | {_id: 1, a: 5}   | 2",
                "{$foo: {a: 1}}           | {_id: 1}         | 9",
                "{$set: {'a.$': 1}}       | {_id: 1, a: [1]} | 2",
                "{_id: 2}                 | {_id: 1}         | 66",
            })
    void refusesWithMongoDBsCodes(String update, String document, int code) {
        assertThatThrownBy(() -> compile(update, "{}", "[]").apply(Shell.raw(document)))
                .isInstanceOfSatisfying(
                        MongoError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void anUpsertBeginsWithTheFiltersEqualities() {
        RawDocument inserted = compile("{$set: {c: 1}, $setOnInsert: {d: 2}}", "{_id: 7, 'a.b': 5, x: {$gt: 1}}", "[]")
                .insertion();
        assertThat(Shell.parsed(inserted)).isEqualTo(BsonDocument.parse("{_id: 7, a: {b: 5}, c: 1, d: 2}"));
    }
}
