package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The validators of a server: all that the descriptions say, or as much of it as the server can check.
///
/// Their level is `moderate`: a document that breaks its description, since an earlier version or another program wrote
/// it, can still be changed; with `strict` nobody could archive or delete it before it is repaired.
final class Validators {
    private static final int FAILED_TO_PARSE = 9;

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
                    .append("validationLevel", "moderate"));
            return true;
        } catch (MongoCommandException refused) {
            if (refused.getErrorCode() == FAILED_TO_PARSE) {
                return false;
            }
            throw refused;
        }
    }

    /// Whether a validator says all of the description, or all that this server understands.
    boolean isAsGoodAs(String collection, @Nullable Document there, Document wanted) {
        if (there == null) {
            return false;
        }
        Object known = comparable(there);
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
            return false;
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
