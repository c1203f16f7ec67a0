package io.automedia.embeddedmongodb.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.Objects;
import org.bson.BsonRegularExpression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}                              | {a: 1.0}                      | true",
                "{a: {$gt: 1}}                       | {a: 'x'}                      | false",
                "{a: {$gt: 1}}                       | {a: [0, 2]}                   | true",
                "{a: {$gt: 5, $lt: 7}}               | {a: [4, 8]}                   | true",
                "{a: {$elemMatch: {$gt: 5, $lt: 7}}} | {a: [4, 8]}                   | false",
                "{a: null}                           | {}                            | true",
                "{a: null}                           | {a: []}                       | false",
                "{'a.b': null}                       | {a: 5}                        | true",
                "{'a.b': null}                       | {a: [1, 2]}                   | false",
                "{'a.b': null}                       | {a: [{b: 1}, {c: 1}]}         | true",
                "{'a.b': 2}                          | {a: [{b: 1}, {b: 2}]}         | true",
                "{'a.1': 2}                          | {a: [1, 2]}                   | true",
                "{'a.1.b': 2}                        | {a: [{b: 1}, {b: 2}]}         | true",
                "{a: [1, 2]}                         | {a: [1, 2]}                   | true",
                "{a: [1, 2]}                         | {a: [[1, 2]]}                 | true",
                "{a: {b: 1}}                         | {a: {b: 1, c: 2}}             | false",
                "{a: {$ne: 1}}                       | {a: [1, 2]}                   | false",
                "{a: {$nin: [3, null]}}              | {b: 1}                        | false",
                "{a: {$in: [/^x/, 3]}}               | {a: 'xyz'}                    | true",
                "{a: {$exists: false}}               | {b: 1}                        | true",
                "{'a.b': {$exists: true}}            | {a: [{c: 1}, {b: null}]}      | true",
                "{a: {$type: 'number'}}              | {a: ['x', 1]}                 | true",
                "{a: {$type: 'array'}}               | {a: [1]}                      | true",
                "{a: {$size: 2}}                     | {a: [1, 2]}                   | true",
                "{a: {$all: [1, 2]}}                 | {a: [2, 3, 1]}                | true",
                "{a: {$all: []}}                     | {a: []}                       | false",
                "{a: {$mod: [4, 1]}}                 | {a: 5.9}                      | true",
                "{a: {$regex: 'B', $options: 'i'}}   | {a: 'abc'}                    | true",
                "{a: {$not: {$gt: 5}}}               | {a: 'x'}                      | true",
                "{$or: [{a: 1}, {b: 1}]}             | {b: 1}                        | true",
                "{$nor: [{a: 1}, {b: 1}]}            | {b: 1}                        | false",
                "{a: {$elemMatch: {b: 1, c: 2}}}     | {a: [{b: 1}, {c: 2}]}         | false",
                "{a: {$elemMatch: {b: 1, c: 2}}}     | {a: [{b: 1, c: 2}]}           | true",
                "{a: {$elemMatch: {$not: {$gt: 1}}}} | {a: [1, 2]}                   | true",
                "{$expr: {$gt: ['$a', '$b']}}        | {a: 2, b: 1}                  | true",
                "{$expr: {$eq: ['$a.b', [1, 2]]}}    | {a: [{b: 1}, {b: 2}, {c: 3}]} | true",
                "{a: {$bitsAllSet: [0, 2]}}          | {a: 5}                        | true",
                "{$jsonSchema: {required: ['a']}}    | {b: 1}                        | false",
                "{a: {$gte: {$date: '2020-01-01T00:00:00Z'}}} | {a: {$date: '2021-01-01T00:00:00Z'}} | true",
                "{a: {$lt: {$numberDecimal: '1.5'}}} | {a: 1}                        | true",
                "{a: {$gt: {$minKey: 1}}}            | {a: 1}                        | true",
            })
    void matchesAsMongoDBDoes(String filter, String document, boolean expected) {
        assertThat(Filter.compile(Shell.raw(filter)).matches(Shell.raw(document)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{$foo: 1}             | 2   | unknown top level operator: $foo",
                "{a: {$foo: 1}}        | 2   | unknown operator: $foo",
                "{$or: []}             | 2   | $and/$or/$nor must be a nonempty array",
                "{a: {$in: 1}}         | 2   | $in needs an array",
                "{$where: '1'}         | 115 | $where is not supported",
                "{$expr: {$foo: 1}}    | 168 | Unrecognized expression '$foo'",
                "{a: {$type: 'x'}}     | 2   | Unknown type name alias: x",
            })
    void refusesByName(String filter, int code, String message) {
        assertThatThrownBy(() -> Filter.compile(Shell.raw(filter)))
                .isInstanceOfSatisfying(
                        MongoError.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void theTreeIsFlatForPlanners() {
        var condition = Filter.compile(Shell.raw("{a: {$gt: 1, $lt: 5}, $and: [{b: 1}, {c: {$ne: 2}}]}"))
                .condition();
        assertThat(condition)
                .isInstanceOfSatisfying(
                        Condition.And.class,
                        and -> assertThat(and.parts())
                                .hasExactlyElementsOfTypes(
                                        Condition.Comparison.class,
                                        Condition.Comparison.class,
                                        Condition.Comparison.class,
                                        Condition.Not.class));
        assertThat(new Condition.Regex(FieldPath.of("a"), new BsonRegularExpression("^abc?d")).literalPrefix())
                .isEqualTo("ab");
    }

    @Test
    void aFailedValidationSaysWhatIsWrong() {
        var validator = DocumentValidator.compile(
                Shell.raw(
                        "{$jsonSchema: {required: ['name'], properties: {age: {bsonType: 'int', minimum: 0, description: 'years'}}}}"));
        assertThat(validator.check(Shell.raw("{_id: 1, name: 'x', age: 3}"))).isNull();
        MongoError error = validator.check(Shell.raw("{_id: 1, age: 'x'}"));
        Objects.requireNonNull(error);
        assertThat(error.code()).isEqualTo(121);
        assertThat(Shell.parsed(error.details()).toJson())
                .contains("\"missingProperties\": [\"name\"]")
                .contains("\"propertyName\": \"age\", \"description\": \"years\"")
                .contains("\"consideredType\": \"string\"");
    }
}
