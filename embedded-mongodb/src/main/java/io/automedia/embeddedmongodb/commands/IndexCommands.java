package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Catalogue;
import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.IndexDefinition;
import io.automedia.embeddedmongodb.storage.Namespace;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import io.automedia.embeddedmongodb.values.Document;
import java.util.ArrayList;
import java.util.List;

/// `createIndexes`, `dropIndexes`, `listIndexes`.
final class IndexCommands {
    private final Environment environment;
    private final CollectionCommands collections;

    IndexCommands(Environment environment, CollectionCommands collections) {
        this.environment = environment;
        this.collections = collections;
    }

    Reply create(Arguments arguments) {
        Catalogue catalogue = environment.store().catalogue();
        List<RawDocument> wanted = arguments.documents("indexes").stream()
                .map(each -> IndexSpecification.check(each, environment.language()))
                .toList();
        boolean created = catalogue.find(arguments.namespace()) == null;
        StoredCollection collection = catalogue.findOrCreate(arguments.namespace());
        int before = collection.indexes().size();
        synchronized (collection) {
            for (RawDocument specification : wanted) {
                if (!exists(collection, specification)) {
                    collection.indexWriter().create(specification);
                }
            }
        }
        int after = collection.indexes().size();
        BsonBuilder reply = new BsonBuilder()
                .add("numIndexesBefore", before)
                .add("numIndexesAfter", after)
                .add("createdCollectionAutomatically", created);
        return new Reply.Fields((before == after ? reply.add("note", "all indexes already exist") : reply).build());
    }

    /// Whether the same index is there; throws when one of its name or key is there that differs.
    private static boolean exists(StoredCollection collection, RawDocument wanted) {
        IndexDefinition definition = IndexDefinition.of(0, wanted);
        for (Index index : collection.indexes()) {
            IndexDefinition other = index.definition();
            boolean sameName = other.name().equals(definition.name());
            boolean sameKey = IndexSpecification.sameKey(other, definition);
            if (!sameName && !sameKey) {
                continue;
            }
            if (sameKey && other.isIdIndex()) {
                return true;
            }
            if (sameName && !sameKey) {
                throw new MongoError(
                        ErrorCode.INDEX_KEY_SPECS_CONFLICT,
                        "An existing index has the same name as the requested index. When index names are not specified, "
                                + "they are auto generated and can cause conflicts. Requested index: " + wanted
                                + ", existing index: " + other.specification());
            }
            if (IndexSpecification.sameOptions(other, definition) && sameName) {
                return true;
            }
            if (IndexSpecification.samePartialFilter(other, definition)) {
                throw new MongoError(
                        sameName ? ErrorCode.INDEX_KEY_SPECS_CONFLICT : ErrorCode.INDEX_OPTIONS_CONFLICT,
                        "Index already exists with a different name or options: " + other.specification());
            }
        }
        return false;
    }

    Reply drop(Arguments arguments) {
        StoredCollection collection = collections.existing(arguments.namespace());
        int before = collection.indexes().size();
        RawValue which = arguments.required("index");
        for (String name : names(collection, which)) {
            collection.indexWriter().drop(name);
        }
        return new Reply.Fields(new BsonBuilder().add("nIndexesWas", before).build());
    }

    private static List<String> names(StoredCollection collection, RawValue which) {
        if (which.type() == ElementType.STRING && which.asString().equals("*")) {
            return collection.indexes().stream()
                    .map(index -> index.definition().name())
                    .filter(name -> !name.equals(IndexDefinition.ID_INDEX))
                    .toList();
        }
        if (which.type() == ElementType.STRING) {
            return List.of(which.asString());
        }
        if (which.isArray()) {
            List<String> names = new ArrayList<>();
            for (ElementCursor cursor = which.asDocument().cursor(); cursor.next(); ) {
                names.add(cursor.value().asString());
            }
            return names;
        }
        RawDocument key = which.asDocument();
        return collection.indexes().stream()
                .filter(index -> Document.of(index.definition().keyPattern()).equals(Document.of(key)))
                .map(index -> index.definition().name())
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new MongoError(ErrorCode.INDEX_NOT_FOUND, "can't find index with key: " + key));
    }

    Reply list(Arguments arguments) {
        Namespace namespace = arguments.namespace();
        StoredCollection collection = collections.existing(namespace);
        List<RawDocument> specifications = collection.indexes().stream()
                .map(index -> index.definition().specification())
                .toList();
        long batchSize = arguments.within(arguments.document("cursor")).number("batchSize", -1);
        return environment.cursors().open(namespace, Results.of(specifications), batchSize, false);
    }
}
