package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/// Creates the collections, indexes and validators that the descriptions ask for. Running it again changes nothing.
final class SchemaInstaller {
    private static final int FAILED_TO_PARSE = 9;

    private final MongoDatabase database;

    SchemaInstaller(MongoDatabase database) {
        this.database = database;
    }

    InstalledSchema install(List<CollectionSchema> schemas) {
        Set<String> existing = database.listCollectionNames().into(new HashSet<>());
        for (CollectionSchema schema : schemas) {
            if (existing.add(schema.name())) {
                database.createCollection(schema.name());
            }
            List<IndexModel> models = indexes(schema).stream()
                    .map(index -> new IndexModel(index.keys(), index.options()))
                    .toList();
            if (!models.isEmpty()) {
                database.getCollection(schema.name()).createIndexes(models);
            }
            Document jsonSchema = schema.jsonSchema();
            if (jsonSchema != null && !validate(schema.name(), jsonSchema)) {
                validate(schema.name(), withoutOpenMaps(jsonSchema));
            }
        }
        return new InstalledSchema(schemas);
    }

    /// @return false when the server doesn't know all of what the schema says
    private boolean validate(String collection, Document jsonSchema) {
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

    /// For servers that can't say of which type the values of an open map are.
    private static Document withoutOpenMaps(Document schema) {
        Document known = new Document();
        schema.forEach((keyword, value) -> {
            if (!keyword.equals("additionalProperties")) {
                known.append(keyword, value instanceof Document part ? withoutOpenMaps(part) : value);
            }
        });
        return known;
    }

    private static List<IndexDefinition> indexes(CollectionSchema schema) {
        List<IndexDefinition> indexes = new ArrayList<>(schema.indexes());
        if (schema.announces()) {
            indexes.add(IndexDefinition.index(
                            "pending_updates",
                            "the publisher finds what is not announced yet, in order",
                            "pendingUpdates.at",
                            1,
                            "_id",
                            1)
                    .where(new Document("pendingUpdates.at", new Document("$gt", Date.from(Instant.EPOCH)))));
        }
        return indexes;
    }
}
