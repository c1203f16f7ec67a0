package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.BsonOutput;
import io.automedia.embeddedmongodb.values.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonRegularExpression;

/// Reads filters: the level of documents (fields and logical operators). What stands at a field is read by
/// [OperatorParser].
final class ConditionParser {
    private final Variables variables;

    ConditionParser(Variables variables) {
        this.variables = variables;
    }

    Condition parse(Document filter) {
        List<Condition> parts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : filter.fields().entrySet()) {
            add(parts, entry.getKey().startsWith("$") ? logical(entry.getKey(), entry.getValue()) : field(entry));
        }
        return conjunction(parts);
    }

    static Condition conjunction(List<Condition> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    static void add(List<Condition> parts, Condition part) {
        if (part instanceof Condition.And(List<Condition> nested)) {
            parts.addAll(nested);
        } else {
            parts.add(part);
        }
    }

    private Condition field(Map.Entry<String, Object> entry) {
        FieldPath path = FieldPath.of(entry.getKey());
        Object value = entry.getValue();
        if (value instanceof Document document && isOperators(document)) {
            return new OperatorParser(this).parse(path, document);
        }
        return equal(path, value);
    }

    static boolean isOperators(Document document) {
        if (document.isEmpty()) {
            return false;
        }
        String first = document.fields().keySet().iterator().next();
        return first.startsWith("$") && !first.equals("$ref") && !first.equals("$id") && !first.equals("$db");
    }

    /// `{field: value}`: equality, or a search where the value is a regular expression.
    static Condition equal(FieldPath path, Object value) {
        return value instanceof BsonRegularExpression expression
                ? regex(path, expression)
                : new Condition.Comparison(path, Condition.Operator.EQUAL, BsonOutput.raw(value));
    }

    static Condition.Regex regex(FieldPath path, BsonRegularExpression expression) {
        if (RegexTranslation.compile(expression).pattern().indexOf('\0') >= 0) {
            throw new MongoError(ErrorCode.BAD_VALUE, "Regular expression cannot contain an embedded null byte");
        }
        return new Condition.Regex(path, expression);
    }

    private Condition logical(String name, Object value) {
        return switch (name) {
            case "$and" -> {
                List<Condition> parts = new ArrayList<>();
                parts(name, value).forEach(part -> add(parts, part));
                yield conjunction(parts);
            }
            case "$or" -> {
                List<Condition> parts = parts(name, value);
                yield parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
            }
            case "$nor" -> new Condition.Nor(parts(name, value));
            case "$comment" -> new Condition.And(List.of());
            case "$expr" -> new Condition.Computed(ExpressionParser.parse(value, variables));
            case "$jsonSchema" -> new Condition.Schema(SchemaValidator.compile(schema(value)));
            case "$alwaysTrue" -> new Condition.Constant(true);
            case "$alwaysFalse" -> new Condition.Constant(false);
            case "$where", "$text", "$sampleRate" ->
                throw new MongoError(ErrorCode.COMMAND_NOT_SUPPORTED, name + " is not supported by this server");
            default ->
                throw new MongoError(
                        ErrorCode.BAD_VALUE,
                        "unknown top level operator: " + name
                                + ". If you have a field name that starts with a '$' symbol, consider using $getField or"
                                + " $setField.");
        };
    }

    private List<Condition> parts(String name, Object value) {
        if (!(value instanceof Array array)) {
            throw new MongoError(ErrorCode.BAD_VALUE, name + " must be an array");
        }
        if (array.isEmpty()) {
            throw new MongoError(ErrorCode.BAD_VALUE, "$and/$or/$nor must be a nonempty array");
        }
        List<Condition> parts = new ArrayList<>();
        for (Object item : array) {
            if (!(item instanceof Document document)) {
                throw new MongoError(ErrorCode.BAD_VALUE, "$or/$and/$nor entries need to be full objects");
            }
            parts.add(parse(document));
        }
        return parts;
    }

    private static RawDocument schema(Object value) {
        if (value instanceof Document document) {
            return document.toRaw();
        }
        throw new MongoError(ErrorCode.TYPE_MISMATCH, "$jsonSchema must be an object");
    }
}
