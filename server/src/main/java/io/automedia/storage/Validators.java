package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The validators of a server: all that the descriptions say, or as much of it as the server can check.
///
/// Their level is `moderate`: a document that breaks its description, since an earlier version or another
/// program wrote it, can still be changed; with `strict` nobody could archive or delete it before it is
/// repaired.
final class Validators {
    private static final int FAILED_TO_PARSE = 9;
    private static final String LEVEL = "moderate";
    private static final String ACTION = "error";

    private final MongoDatabase database;

    Validators(MongoDatabase database) {
        this.database = database;
    }

    void set(String collection, Document jsonSchema) {
        if (!tries(collection, jsonSchema)) {
            tries(collection, withoutOtherFields(jsonSchema));
        }
    }

    /// @return false when the server doesn't know all of what the schema says
    private boolean tries(String collection, Document jsonSchema) {
        try {
            database.runCommand(new Document("collMod", collection)
                    .append("validator", new Document("$jsonSchema", jsonSchema))
                    .append("validationLevel", LEVEL)
                    .append("validationAction", ACTION));
            return true;
        } catch (MongoCommandException refused) {
            if (refused.getErrorCode() == FAILED_TO_PARSE) {
                return false;
            }
            throw refused;
        }
    }

    /// Whether a collection's validator says all of the description, or all that this server understands,
    /// and nothing else, and refuses what breaks it.
    ///
    /// @param options the collection's, as the server lists them
    boolean isAsGoodAs(String collection, Document options, Document wanted) {
        Document validator = options.get("validator", new Document());
        // what a server doesn't list is as MongoDB has it when nothing is said
        if (!LEVEL.equals(options.get("validationLevel", "strict"))
                || !ACTION.equals(options.get("validationAction", "error"))
                || !validator.keySet().equals(Set.of("$jsonSchema"))) {
            return false;
        }
        Object known = comparable(validator.get("$jsonSchema"));
        return known.equals(comparable(wanted))
                || (known.equals(comparable(withoutOtherFields(wanted))) && !understands(collection, wanted));
    }

    /// Asks with a query, which changes nothing.
    private boolean understands(String collection, Document jsonSchema) {
        try {
            database.getCollection(collection)
                    .find(new Document("$jsonSchema", jsonSchema))
                    .limit(1)
                    .first();
            return true;
        } catch (MongoCommandException refused) {
            if (refused.getErrorCode() == FAILED_TO_PARSE) {
                return false;
            }
            throw refused;
        }
    }

    /// For servers that know nothing of `additionalProperties`: Java alone refuses other fields there.
    private static Document withoutOtherFields(Document schema) {
        Document known = new Document();
        schema.forEach((keyword, value) -> {
            if (!keyword.equals("additionalProperties")) {
                known.append(keyword, value instanceof Document part ? withoutOtherFields(part) : value);
            }
        });
        return known;
    }

    /// The same whatever type the server keeps numbers in, and whatever the order of fields.
    static Object comparable(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> parts = new LinkedHashMap<>();
                map.forEach((name, part) -> parts.put(name, comparable(part)));
                yield parts;
            }
            case List<?> list -> {
                List<Object> parts = new ArrayList<>();
                list.forEach(part -> parts.add(comparable(part)));
                yield parts;
            }
            case Number number -> number.doubleValue();
            case null -> "null";
            default -> value;
        };
    }
}
