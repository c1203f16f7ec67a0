package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.storage.IndexDefinition;
import io.automedia.embeddedmongodb.storage.IndexField;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What `createIndexes` is given: checked, refused by name where this server has no such index, and in the form in
/// which `listIndexes` shows it.
final class IndexSpecification {
    private static final Set<String> KEPT =
            Set.of("unique", "sparse", "partialFilterExpression", "expireAfterSeconds", "hidden");
    private static final Set<String> IGNORED = Set.of("v", "key", "name", "background", "ns", "collation");
    private static final int LARGEST_EXPIRY = Integer.MAX_VALUE;

    private IndexSpecification() {}

    static RawDocument check(RawDocument wanted, QueryLanguage language) {
        RawValue key = wanted.get("key");
        RawValue name = wanted.get("name");
        if (key == null || !key.isDocument() || key.asDocument().isEmpty()) {
            throw new MongoError(ErrorCode.CANNOT_CREATE_INDEX, "Index keys cannot be empty or missing.");
        }
        if (name == null || name.type() != ElementType.STRING || name.asString().isEmpty()) {
            throw new MongoError(
                    ErrorCode.FAILED_TO_PARSE, "The 'name' field is a required property of an index specification");
        }
        for (ElementCursor cursor = key.asDocument().cursor(); cursor.next(); ) {
            checkField(cursor.name(), cursor.value());
        }
        BsonBuilder kept = new BsonBuilder().add("v", 2).add("key", key).add("name", name);
        for (ElementCursor cursor = wanted.cursor(); cursor.next(); ) {
            String option = cursor.name();
            if (KEPT.contains(option)) {
                checkOption(option, cursor.value(), key.asDocument(), language);
                kept.add(option, cursor.value());
            } else if (!IGNORED.contains(option) || isCollation(option, cursor.value())) {
                throw new MongoError(
                        ErrorCode.INVALID_INDEX_SPECIFICATION_OPTION,
                        "The index option '" + option + "' is not supported by this server");
            }
        }
        return kept.build();
    }

    private static boolean isCollation(String option, RawValue value) {
        RawValue locale = option.equals("collation") && value.isDocument()
                ? value.asDocument().get("locale")
                : null;
        return locale != null && !"simple".equals(locale.toObject());
    }

    private static void checkField(String field, RawValue direction) {
        if (direction.type() == ElementType.STRING) {
            throw new MongoError(
                    ErrorCode.CANNOT_CREATE_INDEX,
                    "Indexes of type '" + direction.asString() + "' are not supported by this server");
        }
        if (!(direction.toObject() instanceof Number number) || number.doubleValue() == 0) {
            throw new MongoError(
                    ErrorCode.CANNOT_CREATE_INDEX,
                    "Values in v:2 index key pattern must be numbers other than 0, not " + direction);
        }
        if (field.isEmpty() || field.startsWith(".") || field.endsWith(".") || field.contains("..")) {
            throw new MongoError(ErrorCode.CANNOT_CREATE_INDEX, "Index keys cannot contain an empty field.");
        }
        if (field.contains("$**")) {
            throw new MongoError(ErrorCode.CANNOT_CREATE_INDEX, "Wildcard indexes are not supported by this server");
        }
    }

    private static void checkOption(String option, RawValue value, RawDocument key, QueryLanguage language) {
        switch (option) {
            case "partialFilterExpression" -> {
                if (!value.isDocument()) {
                    throw new MongoError(ErrorCode.TYPE_MISMATCH, "'partialFilterExpression' must be an object");
                }
                language.filter(value.asDocument(), RawDocument.EMPTY);
            }
            case "expireAfterSeconds" -> {
                boolean usable = value.toObject() instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() <= LARGEST_EXPIRY;
                if (!usable || key.size() != 1 || key.get("_id") != null) {
                    throw new MongoError(
                            ErrorCode.CANNOT_CREATE_INDEX,
                            "TTL indexes are single-field indexes, not on _id, with expireAfterSeconds from 0 to "
                                    + LARGEST_EXPIRY);
                }
            }
            default -> {
                // flags: anything true or false
            }
        }
    }

    static boolean sameKey(IndexDefinition a, IndexDefinition b) {
        return fields(a).equals(fields(b));
    }

    private static List<String> fields(IndexDefinition definition) {
        return definition.fields().stream().map(IndexSpecification::describe).toList();
    }

    private static String describe(IndexField field) {
        return (field.descending() ? "-" : "+") + field.path().dotted();
    }

    static boolean sameOptions(IndexDefinition a, IndexDefinition b) {
        return a.isUnique() == b.isUnique()
                && a.isSparse() == b.isSparse()
                && Objects.equals(a.expireAfterSeconds(), b.expireAfterSeconds())
                && samePartialFilter(a, b);
    }

    static boolean samePartialFilter(IndexDefinition a, IndexDefinition b) {
        return Objects.equals(a.partialFilter(), b.partialFilter());
    }
}
