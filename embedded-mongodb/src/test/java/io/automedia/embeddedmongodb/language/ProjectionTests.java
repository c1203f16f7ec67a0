package io.automedia.embeddedmongodb.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.RawDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}                | {_id: 1, a: 2, b: 3}                 | {_id: 1, a: 2}",
                "{a: 1, _id: 0}        | {_id: 1, a: 2, b: 3}                 | {a: 2}",
                "{b: 1, a: 1}          | {_id: 1, a: [1, {c: 2}], b: null}    | {_id: 1, a: [1, {c: 2}], b: null}",
                "{a: 1, 't.i': 1}      | {_id: 1, a: 2, b: 3}                 | {_id: 1, a: 2}",
                "{a: 1, 't.i': 1}      | {_id: 1, a: 2, t: [{i: 1, j: 2}, 5]} | {_id: 1, a: 2, t: [{i: 1}]}",
                "{a: 1, 't.i': 1}      | {_id: 1, t: 7, a: 2}                 | {_id: 1, a: 2}",
                "{_id: 1}              | {_id: 1, a: 2}                       | {_id: 1}",
                "{a: 1, c: {$add: [1, '$b']}} | {_id: 1, a: 2, b: 3}          | {_id: 1, a: 2, c: 4}",
                "{'c.d': '$b', a: 1}   | {_id: 1, a: 2, b: 3}                 | {_id: 1, a: 2, c: {d: 3}}",
                "{b: 0}                | {_id: 1, a: 2, b: 3}                 | {_id: 1, a: 2}",
                "{a: 1}                | {}                                   | {}"
            })
    void whatIsWantedIsLeft(String projection, String document, String expected) {
        RawDocument wanted = Shell.raw(projection);
        Projection compiled = Projection.compile(wanted, Filter.compile(RawDocument.EMPTY), Variables.none());
        assertThat(compiled.apply(Shell.raw(document))).isEqualTo(Shell.raw(expected));
    }
}
