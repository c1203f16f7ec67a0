package io.automedia.schema;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.listOf;
import static io.automedia.storage.Shape.money;
import static io.automedia.storage.Shape.number;
import static io.automedia.storage.Shape.numbersByName;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.oneOf;
import static io.automedia.storage.Shape.openObject;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.automedia.storage.DocumentCheck;
import io.automedia.storage.Fault;
import java.math.BigDecimal;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentCheckTests {
    private static final DocumentCheck CHECK = DocumentCheck.of(object(
                    required("name", text(1, 5)),
                    required("rank", number(1, 5)),
                    optional("cost", money()),
                    optional("kind", oneOf("good", "bad")),
                    optional("tags", listOf(text(1, 3), 2)),
                    optional("parts", listOf(object(required("size", count()), optional("at", time())))),
                    optional("counts", numbersByName()),
                    optional("source", openObject(optional("type", text()))),
                    optional("owner", id()))
            .toJsonSchema());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: 'a', rank: 1}                                         |
            {_id: ObjectId('507f1f77bcf86cd799439011'), name: 'a', rank: 1, __v: 3} |
            {rank: 5, name: '雪雪雪雪雪'}                                 |
            {name: '😀😀😀😀😀', rank: 1.5, kind: null, tags: []}         |
            {name: 'a', rank: 1, source: {type: 'api', else: [{a: 1}]}, counts: {likes: 1, any: 0.5}} |
            {name: 'a', rank: 1, cost: NumberDecimal('0.00483')}         |
            {name: '雪雪雪雪雪雪', rank: 1}         | name must be a text of 1 to 5 characters
            {name: '', rank: 1}                     | name must be a text of 1 to 5 characters
            {name: 'a'}                             | rank is required
            {name: 'a', rank: null}                 | rank must be a number from 1 to 5
            {name: 'a', rank: 5.01}                 | rank must be a number from 1 to 5
            {name: 'a', rank: NumberDecimal('2')}   | rank must be a number from 1 to 5
            {name: 'a', rank: 1, cost: NumberDecimal('-0.1')} | cost must be a number of 0 or more
            {name: 'a', rank: 1, cost: NumberDecimal('NaN')}  | cost must be a number of 0 or more
            {name: 'a', rank: 1, kind: 'ugly'}      | kind must be one of good, bad
            {name: 'a', rank: 1, nmae: 'a'}         | nmae is not a field that is kept here
            {name: 'a', rank: 1, tags: ['a', 'abcd']}   | tags[1] must be a text of 1 to 3 characters
            {name: 'a', rank: 1, tags: ['a', 'b', 'c']} | tags must be a list of at most 2
            {name: 'a', rank: 1, parts: [{size: 1}, {at: null}]}   | parts[1].size is required
            {name: 'a', rank: 1, parts: [{size: 1, big: true}]}    | parts[0].big is not a field that is kept here
            {name: 'a', rank: 1, counts: {likes: 'many'}}  | counts.likes must be a number
            {name: 'a', rank: 1, source: {type: 5}}        | source.type must be a text
            {name: 'a', rank: 1, owner: '507f1f77bcf86cd799439011'} | owner must be an id
            {_id: 5, name: 'a', rank: 1}                   | _id must be an id
            """)
    void aDocumentIsLookedAtWhole(String document, @Nullable String fault) {
        Document parsed = Document.parse(document);
        assertThat(words(CHECK.document(parsed.toBsonDocument()))).isEqualTo(fault);
        assertThat(words(CHECK.document(new RawBsonDocument(parsed, new DocumentCodec()))))
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {$set: {name: 'b', 'counts.likes': 5, 'source.any.thing': 'x', 'parts.3.size': 1}} |
            {$set: {'parts.$[].size': 1, 'parts.$.at': null}, $inc: {rank: -1, 'counts.new': 2}} |
            {$push: {tags: 'abc'}, $addToSet: {tags: {$each: ['a', 'b']}}, $pull: {parts: {size: 3}}} |
            {$push: {parts: {$each: [{size: 1}], $slice: -3}}, $unset: {kind: '', 'parts.0.at': ''}} |
            {$set: {name: ''}}                         | name must be a text of 1 to 5 characters
            {$set: {nmae: 'a'}}                        | nmae is not a field that is kept here
            {$set: {'parts.0.sise': 1}}                | parts.0.sise is not a field that is kept here
            {$set: {'parts.0.size': -1}}               | parts.0.size must be a number of 0 or more
            {$set: {'parts.$[].size': 'x'}}            | parts.$[].size must be a number of 0 or more
            {$set: {parts: [{size: 1}, {}]}}           | parts[1].size is required
            {$set: {'name.first': 'x'}}                | name.first is not a field that is kept here
            {$setOnInsert: {rank: 6}}                  | rank must be a number from 1 to 5
            {$unset: {name: ''}}                       | name is required
            {$unset: {'parts.0.size': ''}}             | parts.0.size is required
            {$push: {tags: 'abcd'}}                    | tags[0] must be a text of 1 to 3 characters
            {$push: {tags: {$each: ['a', 5]}}}         | tags[1] must be a text of 1 to 3 characters
            {$push: {name: 'x'}}                       | name must be a text of 1 to 5 characters
            {$addToSet: {parts: {size: 1, big: 1}}}    | parts[0].big is not a field that is kept here
            {$inc: {name: 1}}                          | name must be a text of 1 to 5 characters
            {$inc: {unknown: 1}}                       | unknown is not a field that is kept here
            {$max: {rank: 9}}                          | rank must be a number from 1 to 5
            """)
    void ofAChangeTheValuesAreLookedAt(String update, @Nullable String fault) {
        assertThat(words(CHECK.update(BsonDocument.parse(update)))).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: 'a'}                | {$set: {rank: 1}}          |
            {$and: [{name: 'a'}]}      | {$setOnInsert: {rank: 1}}  |
            {name: 'a'}                | {$set: {kind: 'bad'}}      | rank is required
            {_id: 1}                   | {$inc: {rank: 1}, $set: {kind: null}} | name is required
            """)
    void whatMayInsertADocumentMustBringAllOfIt(String filter, String update, @Nullable String fault) {
        assertThat(words(CHECK.upsert(BsonDocument.parse(filter), BsonDocument.parse(update))))
                .isEqualTo(fault);
    }

    @Test
    void moneyIsExact() {
        Document priced = new Document("name", "a").append("rank", 1).append("cost", new Decimal128(BigDecimal.TEN));
        assertThat(CHECK.document(priced.toBsonDocument())).isNull();
    }

    @Test
    void whatCantBeCheckedCantBeDescribed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentCheck.of(new Document("patternProperties", new Document())));
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentCheck.of(new Document("bsonType", "javascript")));
    }

    private static @Nullable String words(@Nullable Fault fault) {
        return fault == null ? null : fault.toString();
    }
}
