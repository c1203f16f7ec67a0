package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import io.automedia.storage.Difference.ChangedIndex;
import io.automedia.storage.Difference.ChangedValidator;
import io.automedia.storage.Difference.ExtraIndex;
import io.automedia.storage.Difference.MissingCollection;
import io.automedia.storage.Difference.MissingIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Creates the collections, indexes and validators that the descriptions ask for. Running it again changes
/// nothing.
final class SchemaInstaller {
    private static final int INDEX_NOT_FOUND = 27;
    private static final int EXISTS_ALREADY = 48;

    private final MongoDatabase database;
    private final List<CollectionSchema> schemas;
    private final Validators validators;
    private final Map<String, List<IndexModel>> indexes = new LinkedHashMap<>();

    SchemaInstaller(MongoDatabase database, List<CollectionSchema> schemas) {
        this.database = database;
        this.schemas = schemas;
        this.validators = new Validators(database);
    }

    InstalledSchema install() {
        repair(differences());
        return new InstalledSchema(schemas);
    }

    List<Difference> differences() {
        return new SchemaComparison(database, validators).differences(schemas);
    }

    /// Makes the server what the descriptions say. What is there besides, stays.
    void repair(List<Difference> differences) {
        for (Difference difference : differences) {
            switch (difference) {
                case MissingCollection(String name) -> create(schema(name));
                case MissingIndex(String name, IndexDefinition index) -> add(name, index);
                case ChangedIndex(String name, IndexDefinition index) -> replace(name, index);
                case ChangedValidator(String name) -> validate(schema(name));
                case ExtraIndex ignored -> {
                    // somebody wants it
                }
            }
        }
        indexes.forEach((name, models) -> database.getCollection(name).createIndexes(models));
        indexes.clear();
    }

    /// Servers neither rename an index nor let two of the same keys differ in their names alone, so that
    /// what is there has to go first: the new one is built at once, before anything else. Another node that
    /// starts at the same time may have come first with either.
    private void replace(String name, IndexDefinition index) {
        MongoCollection<Document> collection = database.getCollection(name);
        if (isThere(collection, index)) {
            return;
        }
        try {
            collection.dropIndex(index.name());
        } catch (MongoCommandException anotherNodeDid) {
            if (anotherNodeDid.getErrorCode() != INDEX_NOT_FOUND) {
                throw anotherNodeDid;
            }
        }
        collection.createIndexes(List.of(model(index)));
    }

    private static boolean isThere(MongoCollection<Document> collection, IndexDefinition index) {
        for (Document there : collection.listIndexes()) {
            if (index.name().equals(there.getString("name"))) {
                return index.isLike(there);
            }
        }
        return false;
    }

    private static IndexModel model(IndexDefinition index) {
        return new IndexModel(index.keys(), index.options());
    }

    private CollectionSchema schema(String name) {
        return schemas.stream()
                .filter(schema -> schema.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void create(CollectionSchema schema) {
        try {
            database.createCollection(schema.name());
        } catch (MongoCommandException anotherNodeDid) {
            if (anotherNodeDid.getErrorCode() != EXISTS_ALREADY) {
                throw anotherNodeDid;
            }
        }
        schema.allIndexes().stream()
                .filter(index -> !index.isOfWords() || ServerFeatures.hasTextIndexes(database, schema.name()))
                .forEach(index -> add(schema.name(), index));
        validate(schema);
    }

    /// All of a collection are made at once, in one walk over its documents.
    private void add(String collection, IndexDefinition index) {
        indexes.computeIfAbsent(collection, name -> new ArrayList<>()).add(model(index));
    }

    private void validate(CollectionSchema schema) {
        Document jsonSchema = schema.jsonSchema();
        if (jsonSchema != null) {
            validators.set(schema.name(), jsonSchema);
        }
    }
}
