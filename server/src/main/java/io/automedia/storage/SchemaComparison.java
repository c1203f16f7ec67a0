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
import java.util.Set;
import org.bson.Document;

/// Compares what a server has with what the descriptions say. It only reads.
final class SchemaComparison {
    private final MongoDatabase database;
    private final Validators validators;
    private final Set<ToolIndex> wanted;

    /// @param wanted the kinds of indexes that are wanted where they can be made
    SchemaComparison(MongoDatabase database, Validators validators, Set<ToolIndex> wanted) {
        this.database = database;
        this.validators = validators;
        this.wanted = wanted;
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
        for (IndexDefinition index : schema.allIndexes()) {
            if (index.tool() != null && !wanted.contains(index.tool())) {
                continue;
            }
            Document found = there.remove(index.name());
            if (index.unique() && there.remove(index.guard().name()) != null) {
                // a node died while it replaced it, or is at it
                differences.add(new ChangedIndex(schema.name(), index));
                continue;
            }
            if (found == null && !canBeMade(schema.name(), index, there.values())) {
                continue;
            }
            if (found == null) {
                differences.add(new MissingIndex(schema.name(), index));
            } else if (!index.isLike(found)) {
                differences.add(new ChangedIndex(schema.name(), index));
            }
        }
        there.forEach((name, other) ->
                differences.add(new ExtraIndex(schema.name(), name, other.get("key", new Document()))));
    }

    /// One for people's tools can't where the server knows none, or where somebody's own has its place.
    private boolean canBeMade(String collection, IndexDefinition index, Collection<Document> others) {
        ToolIndex tool = index.tool();
        return tool == null
                || (others.stream().noneMatch(other -> tool.isInTheWay(other, index.keys()))
                        && tool.isKnownTo(database, collection));
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
