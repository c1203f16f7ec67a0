package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Document;
import java.util.List;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/// A collection's validator: any filter, most often a `$jsonSchema`. Any number of threads may use one.
public final class DocumentValidator {
    private final RawDocument source;
    private final Filter filter;

    private DocumentValidator(RawDocument source, Filter filter) {
        this.source = source;
        this.filter = filter;
    }

    public static DocumentValidator compile(RawDocument validator) {
        return new DocumentValidator(validator, Filter.compile(validator));
    }

    /// The refusal of a document with what is wrong in `errInfo`, or null when it is valid.
    public @Nullable MongoError check(RawDocument raw) {
        if (filter.matches(raw)) {
            return null;
        }
        Document document = Document.of(raw);
        Object id = document.get("_id");
        Document information = new Document("failingDocumentId", id == null ? BsonNull.VALUE : id)
                // what is quoted from the validator is read on demand, by one thread: hence a copy
                .put("details", explain(Filter.compile(source).condition(), document));
        return new MongoError(
                ErrorCode.DOCUMENT_VALIDATION_FAILURE,
                "Document failed validation",
                new Document("errInfo", information).toRaw());
    }

    private static Document explain(Condition condition, Document document) {
        return switch (condition) {
            case Condition.Schema(SchemaValidator validator) -> validator.explain(document);
            case Condition.And(List<Condition> parts) -> {
                for (Condition part : parts) {
                    if (!Filter.of(part).matches(document)) {
                        yield explain(part, document);
                    }
                }
                yield new Document("operatorName", "$and");
            }
            case Condition.Comparison(var path, Condition.Operator operator, var _) ->
                reason(operator.symbol(), "comparison failed", path.dotted(), document);
            case Condition.Leaf leaf ->
                reason(
                        "$" + leaf.getClass().getSimpleName(),
                        "condition failed",
                        leaf.path().dotted(),
                        document);
            case Condition.Or _ -> new Document("operatorName", "$or");
            case Condition.Nor _ -> new Document("operatorName", "$nor");
            case Condition.Not _ -> new Document("operatorName", "$not");
            case Condition.Constant _ -> new Document("operatorName", "$alwaysFalse");
            case Condition.Computed _ ->
                new Document("operatorName", "$expr").put("reason", "expression did not match");
        };
    }

    private static Document reason(String operator, String reason, String path, Document document) {
        Object value = document.get(path);
        Document explained =
                new Document("operatorName", operator).put("path", path).put("reason", reason);
        return value == null ? explained : explained.put("consideredValue", value);
    }
}
