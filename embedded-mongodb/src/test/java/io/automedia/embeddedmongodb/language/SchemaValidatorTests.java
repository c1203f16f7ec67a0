package io.automedia.embeddedmongodb.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidatorTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{required: ['a', 'b', 'a']}                              | {b: 1, a: null}         | true",
                "{required: ['a', 'b']}                                   | {a: 1, c: {b: 1}}       | false",
                "{properties: {a: {required: ['b']}}}                     | {a: 5}                  | true",
                "{properties: {a: {required: ['b']}}}                     | {a: {c: 1}}             | false",
                "{properties: {a: {bsonType: 'object', required: ['b']}}} | {a: ['b']}              | false",
                "{properties: {a: {properties: {b: {bsonType: 'int'}}}}}  | {a: {b: 'x'}}           | false",
                "{properties: {a: {bsonType: ['int', 'null']}}}           | {a: null}               | true",
                "{properties: {a: {bsonType: 'number'}}}                  | {a: {$numberLong: '5'}} | true",
                "{properties: {a: {items: {properties: {b: {enum: [1]}}}}}} | {a: [{b: 1}, {b: 2}]} | false",
                "{properties: {Aa: {bsonType: 'int'}, BB: {bsonType: 'string'}}} | {Aa: 1, BB: 'x'}   | true",
                "{properties: {Aa: {bsonType: 'int'}, BB: {bsonType: 'string'}}} | {Aa: 1, BB: 2}     | false",
                "{properties: {'': {bsonType: 'int'}}}                    | {'': 'x'}               | false",
            })
    void acceptsAsMongoDBDoes(String schema, String document, boolean expected) {
        assertThat(SchemaValidator.compile(Shell.raw(schema)).accepts(Shell.raw(document)))
                .isEqualTo(expected);
    }

    @Test
    void findsEachOfManyNames() {
        List<String> names = Stream.concat(
                        IntStream.range(0, 300).mapToObj(i -> "field" + i), Stream.of("Aa", "BB", "é", "时间"))
                .toList();
        SchemaValidator validator = SchemaValidator.compile(RawDocument.from(Map.of("required", names)));
        Map<String, Object> document = new LinkedHashMap<>();
        names.reversed().forEach(name -> document.put(name, 1));

        assertThat(validator.accepts(RawDocument.from(document))).isTrue();
        for (String name : names) {
            Map<String, Object> without = new LinkedHashMap<>(document);
            without.remove(name);
            assertThat(validator.accepts(RawDocument.from(without))).as(name).isFalse();
        }
    }
}
