package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.protocol.Command;
import io.automedia.embeddedmongodb.storage.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The fields of a command, or of one statement in it, with the types that are expected of them.
record Arguments(String command, String database, RawDocument body, Map<String, List<RawDocument>> sequences) {

    static Arguments of(Command command) {
        return new Arguments(command.name(), command.database(), command.body(), command.sequences());
    }

    /// The same command, about a document inside it.
    Arguments within(RawDocument statement) {
        return new Arguments(command, database, statement, Map.of());
    }

    /// The collection that the command names as the value of its first field.
    Namespace namespace() {
        RawValue value = body.get(command);
        if (value == null || value.type() != ElementType.STRING) {
            throw new MongoError(ErrorCode.INVALID_NAMESPACE, "collection name has invalid type in command " + command);
        }
        return Namespace.of(database, value.asString());
    }

    /// The value, or null when it is missing or null.
    @Nullable
    RawValue value(String name) {
        RawValue value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    RawValue required(String name) {
        RawValue value = value(name);
        if (value == null) {
            throw new MongoError(
                    ErrorCode.FAILED_TO_PARSE,
                    "BSON field '" + command + "." + name + "' is missing but a required field");
        }
        return value;
    }

    /// A document, empty when it is missing.
    RawDocument document(String name) {
        RawValue value = value(name);
        if (value == null) {
            return RawDocument.EMPTY;
        }
        if (!value.isDocument()) {
            throw wrongType(name, value, "object");
        }
        return value.asDocument();
    }

    @Nullable
    String text(String name) {
        RawValue value = value(name);
        if (value == null) {
            return null;
        }
        if (value.type() != ElementType.STRING) {
            throw wrongType(name, value, "string");
        }
        return value.asString();
    }

    boolean flag(String name, boolean otherwise) {
        RawValue value = value(name);
        return value == null
                ? otherwise
                : switch (Objects.requireNonNull(value.toObject())) {
                    case Boolean flag -> flag;
                    case Number number -> number.doubleValue() != 0;
                    default -> throw wrongType(name, value, "bool");
                };
    }

    long number(String name, long otherwise) {
        RawValue value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value.toObject() instanceof Number number)) {
            throw wrongType(name, value, "number");
        }
        return number.longValue();
    }

    long nonNegative(String name) {
        long number = number(name, 0);
        if (number < 0) {
            throw MongoError.location(
                    51024, "BSON field '" + name + "' value must be >= 0, actual value '" + number + "'");
        }
        return number;
    }

    /// The documents of an array in the body or of a document sequence beside it.
    List<RawDocument> documents(String name) {
        List<RawDocument> sequence = sequences.get(name);
        return sequence != null ? sequence : elements(name);
    }

    private List<RawDocument> elements(String name) {
        RawValue array = required(name);
        if (!array.isArray()) {
            throw wrongType(name, array, "array");
        }
        List<RawDocument> documents = new ArrayList<>();
        for (ElementCursor cursor = array.asDocument().cursor(); cursor.next(); ) {
            if (cursor.type() != ElementType.DOCUMENT) {
                throw wrongType(name + "." + cursor.name(), cursor.value(), "object");
            }
            documents.add(cursor.value().asDocument());
        }
        return documents;
    }

    /// When the command is given up, as System.nanoTime(); 0 for never.
    long deadline() {
        long milliseconds = number("maxTimeMS", 0);
        return milliseconds <= 0 ? 0 : System.nanoTime() + milliseconds * 1_000_000;
    }

    /// Refuses a collation other than the simple one, which compares bytes.
    void refuseCollation() {
        RawDocument collation = document("collation");
        RawValue locale = collation.get("locale");
        if (locale != null && !"simple".equals(locale.toObject())) {
            throw new MongoError(
                    ErrorCode.COMMAND_NOT_SUPPORTED, "Collation is not supported by this server, only 'simple' is");
        }
    }

    void refuse(String name) {
        RawValue value = value(name);
        if (value != null && !Boolean.FALSE.equals(value.toObject())) {
            throw new MongoError(
                    ErrorCode.COMMAND_NOT_SUPPORTED,
                    "The option '" + name + "' of " + command + " is not supported by this server");
        }
    }

    private MongoError wrongType(String name, RawValue value, String expected) {
        return new MongoError(
                ErrorCode.TYPE_MISMATCH,
                "BSON field '" + command + "." + name + "' is the wrong type '" + ElementType.alias(value.type())
                        + "', expected type '" + expected + "'");
    }
}
