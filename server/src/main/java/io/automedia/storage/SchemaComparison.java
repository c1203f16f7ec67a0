package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import io.automedia.storage.Difference.ChangedIndex;
import io.automedia.storage.Difference.ChangedValidator;
import io.automedia.storage.Difference.ExtraIndex;
import io.automedia.storage.Difference.MissingCollection;
import io.automedia.storage.Difference.MissingIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Compares what a server has with what the descriptions say. It only reads.
final class SchemaComparison {
    private final MongoDatabase database;
    private final Validators validators;
    private final boolean wantsWords;

    /// @param wantsWords whether an index of words is wanted where it can be made
    SchemaComparison(MongoDatabase database, Validators validators, boolean wantsWords) {
        this.database = database;
        this.validators = validators;
        this.wantsWords = wantsWords;
    }

    List<Difference> differences(List<CollectionSchema> schemas) {
        Map<String, Document> options = new HashMap<>();
        for (Document collection : database.listCollections()) {
            options.put(collection.getString("name"), collection.get("options", new Document()));
        }
        List<Difference> differences = new ArrayList<>();
        for (CollectionSchema schema : schemas) {
            Document there = options.get(schema.name());
            if (there == null) {
                differences.add(new MissingCollection(schema.name()));
            } else {
                compareIndexes(schema, differences);
                compareValidator(schema, there, differences);
            }
        }
        return differences;
    }

    private void compareIndexes(CollectionSchema schema, List<Difference> differences) {
        Map<String, Document> there = new LinkedHashMap<>();
        for (Document index : database.getCollection(schema.name()).listIndexes()) {
            there.put(index.getString("name"), index);
        }
        there.remove("_id_");
        for (IndexDefinition wanted : schema.allIndexes()) {
            if (wanted.isOfWords() && !wantsWords) {
                continue;
            }
            Document found = there.remove(wanted.name());
            if (wanted.unique() && there.remove(wanted.guard().name()) != null) {
                // a node died while it replaced it, or is at it
                differences.add(new ChangedIndex(schema.name(), wanted));
                continue;
            }
            if (found == null && !canBeMade(schema.name(), wanted, there.values())) {
                continue;
            }
            if (found == null) {
                differences.add(new MissingIndex(schema.name(), wanted));
            } else if (!wanted.isLike(found)) {
                differences.add(new ChangedIndex(schema.name(), wanted));
            }
        }
        there.forEach((name, index) ->
                differences.add(new ExtraIndex(schema.name(), name, index.get("key", new Document()))));
    }

    /// One of words can't where the server knows none, or where somebody's own has the only place.
    private boolean canBeMade(String collection, IndexDefinition wanted, Collection<Document> others) {
        return !wanted.isOfWords()
                || (others.stream().noneMatch(IndexDefinition::isOfWords)
                        && ServerFeatures.hasTextIndexes(database, collection));
    }

    private void compareValidator(CollectionSchema schema, Document options, List<Difference> differences) {
        Document wanted = schema.jsonSchema();
        if (wanted == null) {
            return;
        }
        if (!validators.isAsGoodAs(schema.name(), options, wanted)) {
            differences.add(new ChangedValidator(schema.name()));
        }
    }
}
