package io.automedia.storage;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Documents have the same values where an index wants each to have its own. The message says which, and what to do.
public final class DuplicatesException extends RuntimeException {
    private static final String NAMED = "dup key: ";

    private DuplicatesException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Looks whether that is why an index could not be made.
    ///
    /// @return null when there are none
    static @Nullable DuplicatesException of(
            MongoCollection<Document> collection, IndexDefinition index, MongoServerException failure) {
        String example = example(collection, index, String.valueOf(failure.getMessage()));
        if (example == null) {
            return null;
        }
        return new DuplicatesException(
                "The index " + index.name() + " of the collection "
                        + collection.getNamespace().getCollectionName()
                        + " can't be made: each document must have its own " + SchemaLines.keys(index)
                        + ", but several have " + example
                        + ". Change or delete all of them but one, and start AutoMedia again.",
                failure);
    }

    private static @Nullable String example(
            MongoCollection<Document> collection, IndexDefinition index, String message) {
        int named = message.indexOf(NAMED);
        if (named >= 0) {
            int end = message.indexOf(" }", named);
            return message.substring(named + NAMED.length(), end < 0 ? message.length() : end + 2)
                    .replace(", " + IndexDefinition.GUARD + ": null", "");
        }
        Document found = firstOf(collection, index);
        return found == null ? null : found.toJson();
    }

    /// Not every server names them.
    private static @Nullable Document firstOf(MongoCollection<Document> collection, IndexDefinition index) {
        List<String> fields = List.copyOf(index.keys().keySet());
        Document values = new Document();
        fields.forEach(field -> values.append("value" + fields.indexOf(field), "$" + field));
        Document group = collection
                .aggregate(List.of(
                        Aggregates.match(members(index)),
                        new Document("$group", new Document("_id", values).append("count", new Document("$sum", 1))),
                        Aggregates.match(Filters.gt("count", 1)),
                        Aggregates.limit(1)))
                .allowDiskUse(true)
                .first();
        if (group == null) {
            return null;
        }
        Document found = new Document();
        Document shared = group.get("_id", new Document());
        fields.forEach(field -> found.append(field, shared.get("value" + fields.indexOf(field))));
        return found;
    }

    private static Bson members(IndexDefinition index) {
        List<Bson> conditions = new ArrayList<>();
        Document partial = index.partial();
        if (partial != null) {
            conditions.add(partial);
        }
        if (index.sparse()) {
            conditions.add(Filters.or(
                    index.keys().keySet().stream().map(Filters::exists).toList()));
        }
        return conditions.isEmpty() ? new Document() : Filters.and(conditions);
    }
}
