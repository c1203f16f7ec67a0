package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.BsonOutput;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Raw;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A compiled update: operators, a replacement or a pipeline. Safe for use by several threads.
public final class Update {
    /// What an update made of a document.
    /// @param changed whether anything differs, as `nModified` counts
    public record Result(RawDocument document, boolean changed) {}

    private static final byte[] ID = "_id".getBytes(StandardCharsets.US_ASCII);

    private final Kind kind;
    private final Filter filter;

    /// How the new document comes about.
    private sealed interface Kind {
        record Operators(OperatorUpdate operators) implements Kind {}

        record Replacement(RawDocument document) implements Kind {}

        record Stages(List<DocumentStage> stages) implements Kind {}
    }

    private Update(Kind kind, Filter filter) {
        this.kind = kind;
        this.filter = filter;
    }

    /// Compiles the `u` of an update statement.
    /// @param update a document of operators, a replacement, or an array of stages
    /// @param filter the statement's filter: it decides the positional `$` and what an upsert begins with
    /// @throws MongoError where MongoDB would refuse it
    public static Update compile(RawValue update, Filter filter, List<RawDocument> arrayFilters, Variables variables) {
        if (update.type() == ElementType.DOCUMENT && !isOperators(update.asDocument())) {
            return new Update(new Kind.Replacement(update.asDocument()), filter);
        }
        return switch (Raw.read(update.bytes(), update.type(), update.offset())) {
            case Array pipeline -> new Update(new Kind.Stages(DocumentStage.forUpdate(pipeline, variables)), filter);
            case Document document ->
                new Update(new Kind.Operators(OperatorUpdate.parse(document, arrayFilters, variables)), filter);
            default ->
                throw new MongoError(ErrorCode.FAILED_TO_PARSE, "Update argument must be either an object or an array");
        };
    }

    private static boolean isOperators(RawDocument document) {
        ElementCursor cursor = document.cursor();
        return cursor.next() && cursor.name().startsWith("$");
    }

    /// Whether this replaces the whole document, which `multi` may not.
    public boolean isReplacement() {
        return kind instanceof Kind.Replacement;
    }

    /// The document after the update; its `_id` never changes.
    public Result apply(RawDocument before) {
        return switch (kind) {
            case Kind.Operators(OperatorUpdate operators) -> {
                Document document = Document.of(before);
                boolean changed = operators.apply(document, filter.condition(), before, false);
                RawDocument after = changed ? document.toRaw() : before;
                if (changed) {
                    checkIdentity(before, after);
                }
                yield new Result(after, changed && !after.equals(before));
            }
            case Kind.Replacement(RawDocument replacement) ->
                compared(before, replacement(replacement, before.get("_id")));
            case Kind.Stages(List<DocumentStage> stages) ->
                compared(before, staged(Document.of(before), stages).toRaw());
        };
    }

    private static Result compared(RawDocument before, RawDocument after) {
        checkIdentity(before, after);
        return new Result(after, !after.equals(before));
    }

    private static Document staged(Document document, List<DocumentStage> stages) {
        Document result = document;
        for (DocumentStage stage : stages) {
            result = stage.apply(result);
        }
        Object id = document.get("_id");
        return id == null || result.has("_id") ? result : withIdentity(id, result);
    }

    /// A replacement with its own `_id`, or else the one given, in front and nowhere else.
    private static RawDocument replacement(RawDocument document, @Nullable RawValue id) {
        RawValue own = document.get("_id");
        RawValue identity = own == null ? id : own;
        if (identity == null || isIdentityInFrontOnly(document)) {
            return document;
        }
        BsonBuilder result = new BsonBuilder().add("_id", identity);
        for (ElementCursor rest = document.cursor(); rest.next(); ) {
            if (!rest.nameIs(ID)) {
                result.addElement(document, rest);
            }
        }
        return result.build();
    }

    private static boolean isIdentityInFrontOnly(RawDocument document) {
        ElementCursor cursor = document.cursor();
        boolean isInFront = cursor.next() && cursor.nameIs(ID);
        while (isInFront && cursor.next()) {
            isInFront = !cursor.nameIs(ID);
        }
        return isInFront;
    }

    private static Document withIdentity(Object id, Document document) {
        Document result = new Document("_id", id);
        document.fields().forEach((name, value) -> {
            if (!name.equals("_id")) {
                result.put(name, value);
            }
        });
        return result;
    }

    private static void checkIdentity(RawDocument before, RawDocument after) {
        RawValue old = before.get("_id");
        RawValue now = after.get("_id");
        if (old != null && (now == null || !isSame(old, now))) {
            throw new MongoError(
                    ErrorCode.IMMUTABLE_FIELD,
                    "Performing an update on the path '_id' would modify the immutable field '_id'");
        }
    }

    private static boolean isSame(RawValue left, RawValue right) {
        return left.equals(right) || ValueOrder.compare(left, right) == 0;
    }

    /// The document that an upsert inserts when nothing matched: the filter's equalities, then the update; with a new
    /// `_id` in front when neither gives one.
    public RawDocument insertion() {
        Document document = new Document();
        equalities(filter.condition(), isReplacement(), new ArrayList<>(), document);
        Object given = document.get("_id");
        return switch (kind) {
            case Kind.Operators(OperatorUpdate operators) -> {
                operators.apply(document, filter.condition(), RawDocument.EMPTY, true);
                Object now = document.get("_id");
                if (given != null && (now == null || !isSame(BsonOutput.raw(given), BsonOutput.raw(now)))) {
                    throw new MongoError(
                            ErrorCode.IMMUTABLE_FIELD,
                            "Performing an update on the path '_id' would modify the immutable field '_id'");
                }
                yield identified(document);
            }
            case Kind.Replacement(RawDocument replacement) ->
                replacement(replacement, BsonOutput.raw(given == null ? new ObjectId() : given));
            case Kind.Stages(List<DocumentStage> stages) -> identified(staged(document, stages));
        };
    }

    private static RawDocument identified(Document document) {
        Object id = document.get("_id");
        return withIdentity(id == null ? new ObjectId() : id, document).toRaw();
    }

    /// @param identityOnly for a replacement, which takes nothing but the `_id` from the filter
    private static void equalities(Condition condition, boolean identityOnly, List<String> seen, Document document) {
        switch (condition) {
            case Condition.And(List<Condition> parts) ->
                parts.forEach(part -> equalities(part, identityOnly, seen, document));
            case Condition.Comparison(var path, Condition.Operator operator, RawValue value)
            when operator == Condition.Operator.EQUAL -> equal(path.dotted(), value, identityOnly, seen, document);
            case Condition.In(var path, List<RawValue> values, var expressions)
            when values.size() == 1 && expressions.isEmpty() ->
                equal(path.dotted(), values.getFirst(), identityOnly, seen, document);
            case Condition.Comparison _,
                    Condition.In _,
                    Condition.Or _,
                    Condition.Nor _,
                    Condition.Not _,
                    Condition.Constant _,
                    Condition.Computed _,
                    Condition.Schema _,
                    Condition.Exists _,
                    Condition.HasType _,
                    Condition.Regex _,
                    Condition.Modulo _,
                    Condition.Size _,
                    Condition.ElementMatch _,
                    Condition.ElementValueMatch _,
                    Condition.Bits _ -> {
                // says nothing about what to insert
            }
        }
    }

    private static void equal(String path, RawValue value, boolean identityOnly, List<String> seen, Document document) {
        if (identityOnly && !path.equals("_id") && !path.startsWith("_id.")) {
            return;
        }
        for (String other : seen) {
            if (other.equals(path)) {
                throw new MongoError(
                        ErrorCode.NOT_SINGLE_VALUE_FIELD,
                        "cannot infer query fields to set, path '" + path + "' is matched twice");
            }
            if (other.startsWith(path + ".") || path.startsWith(other + ".")) {
                throw new MongoError(
                        ErrorCode.NOT_SINGLE_VALUE_FIELD,
                        "cannot infer query fields to set, both paths '" + path + "' and '" + other + "' are matched");
            }
        }
        seen.add(path);
        UpdatePath.set(document, path, readOnly(value));
    }

    /// Throws when the filter is one that no upsert may have: nobody can say what an expression would insert.
    public void checkUpsert() {
        refuseExpressions(filter.condition());
    }

    private static void refuseExpressions(Condition condition) {
        switch (condition) {
            case Condition.And(List<Condition> parts) -> parts.forEach(Update::refuseExpressions);
            case Condition.Or(List<Condition> parts) -> parts.forEach(Update::refuseExpressions);
            case Condition.Nor(List<Condition> parts) -> parts.forEach(Update::refuseExpressions);
            case Condition.Not(Condition part) -> refuseExpressions(part);
            case Condition.Computed _ ->
                throw new MongoError(
                        ErrorCode.QUERY_FEATURE_NOT_ALLOWED,
                        "$expr is not allowed in the query predicate for an upsert");
            case Condition.Leaf _, Condition.Constant _, Condition.Schema _ -> {
                // may stand in the filter of an upsert
            }
        }
    }

    private static Object readOnly(RawValue value) {
        return Raw.read(value.bytes(), value.type(), value.offset());
    }
}
