package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;

/// A `$jsonSchema`, compiled: the keywords of draft 4 that MongoDB knows, and `bsonType`.
public final class SchemaValidator {
    private final SchemaRule rule;

    private SchemaValidator(SchemaRule rule) {
        this.rule = rule;
    }

    /// Reads a schema.
    /// @throws MongoError where MongoDB would refuse the schema
    public static SchemaValidator compile(RawDocument schema) {
        return new SchemaValidator(SchemaParser.parse(Document.of(schema)));
    }

    boolean accepts(byte[] bytes, int document) {
        return rule.holds(ElementType.DOCUMENT, bytes, document);
    }

    public boolean accepts(RawDocument document) {
        return accepts(document.array(), document.offset());
    }

    /// What is wrong with a document that is not accepted, as in the `details` of MongoDB's error 121.
    Document explain(Document document) {
        Array unsatisfied = new Array();
        rule.explain(document, unsatisfied);
        return new Document("operatorName", "$jsonSchema").put("schemaRulesNotSatisfied", unsatisfied);
    }

    static MongoError malformed(String message) {
        return new MongoError(ErrorCode.FAILED_TO_PARSE, message);
    }
}
