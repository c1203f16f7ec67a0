package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// All encrypted texts of a store, as the descriptions of its collections name them.
final class EncryptedTexts {
    private static final int AT_ONCE = 500;
    /// Ids of other types come before it in the order, or after all: nothing is encrypted for
    /// those.
    private static final ObjectId LOWEST = new ObjectId(new byte[12]);

    private final MongoDatabase database;
    private final List<CollectionSchema> schemas;

    EncryptedTexts(MongoDatabase database, List<CollectionSchema> schemas) {
        this.database = database;
        this.schemas = schemas.stream()
                .filter(schema -> !schema.encryptedFields().isEmpty())
                .sorted(Comparator.comparing(CollectionSchema::name))
                .toList();
    }

    /// How many texts of a field a key encrypted.
    ///
    /// @param key its id
    record Count(String field, String key, long texts) {}

    /// One text with the place where it is.
    record Found(String collection, ObjectId id, EncryptedField.Text text) {
        /// The key that it names; null when it is not encrypted.
        @Nullable
        String key() {
            return FieldEncryption.keyOf(text.text());
        }
    }

    /// The collection that comes after another in their order; null after the last.
    ///
    /// @param collection null for the first
    @Nullable
    String collectionAfter(@Nullable String collection) {
        return schemas.stream()
                .map(CollectionSchema::name)
                .filter(name -> collection == null || name.compareTo(collection) > 0)
                .findFirst()
                .orElse(null);
    }

    /// The next documents of a collection, in the order of their ids, with what is needed of them.
    List<Document> next(String collection, @Nullable ObjectId after) {
        return documents(collection)
                .withReadPreference(ReadPreference.primary())
                .find(after == null ? gte("_id", LOWEST) : gt("_id", after))
                .projection(Projections.include(fields(collection).stream()
                        .map(EncryptedField::projection)
                        .toList()))
                .sort(Sorts.ascending("_id"))
                .limit(AT_ONCE)
                .into(new ArrayList<>(AT_ONCE));
    }

    /// The texts in one of them.
    List<Found> in(String collection, Document document) {
        ObjectId id = document.getObjectId("_id");
        return fields(collection).stream()
                .flatMap(field -> field.in(document).stream())
                .map(text -> new Found(collection, id, text))
                .toList();
    }

    /// Puts another text in the place of one that is still there. That is no change of the thing.
    ///
    /// @return false when it isn't there any more
    boolean replace(Found found, String text) {
        Bson there = and(eq("_id", found.id()), found.text().there());
        UpdateOptions options = new UpdateOptions();
        if (!found.text().elements().isEmpty()) {
            options.arrayFilters(found.text().elements());
        }
        return Timestamps.without(documents(found.collection()))
                        .updateOne(there, Updates.set(found.text().place(), text), options)
                        .getModifiedCount()
                == 1;
    }

    /// Looks at all of them.
    List<Count> counts() {
        Map<String, Map<String, Long>> counted = new TreeMap<>();
        for (CollectionSchema schema : schemas) {
            List<Document> some = next(schema.name(), null);
            while (!some.isEmpty()) {
                some.forEach(document -> count(schema, document, counted));
                some = next(schema.name(), some.getLast().getObjectId("_id"));
            }
        }
        return counted.entrySet().stream()
                .flatMap(field -> field.getValue().entrySet().stream()
                        .map(key -> new Count(field.getKey(), key.getKey(), key.getValue())))
                .toList();
    }

    private static void count(CollectionSchema schema, Document document, Map<String, Map<String, Long>> counted) {
        for (EncryptedField field : schema.encryptedFields()) {
            for (EncryptedField.Text text : field.in(document)) {
                String key = FieldEncryption.keyOf(text.text());
                if (key != null) {
                    counted.computeIfAbsent(schema.name() + "." + field.path(), name -> new TreeMap<>())
                            .merge(key, 1L, Long::sum);
                }
            }
        }
    }

    private List<EncryptedField> fields(String collection) {
        return schemas.stream()
                .filter(schema -> schema.name().equals(collection))
                .flatMap(schema -> schema.encryptedFields().stream())
                .toList();
    }

    private MongoCollection<Document> documents(String collection) {
        return database.getCollection(collection);
    }
}
