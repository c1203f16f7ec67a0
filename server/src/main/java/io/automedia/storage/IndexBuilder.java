package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes indexes, and replaces those that are otherwise.
final class IndexBuilder {
    private static final Logger log = LoggerFactory.getLogger(IndexBuilder.class);
    private static final int INDEX_NOT_FOUND = 27;

    private final MongoDatabase database;

    IndexBuilder(MongoDatabase database) {
        this.database = database;
    }

    /// Makes several of one collection at once, in one walk over its documents. Those for people's
    /// tools come after them, each by itself: one that the server refuses to make, since another
    /// program left a document in its way, is named in the log, and nothing else lacks.
    ///
    /// @throws DuplicatesException when documents have the same values where a unique one allows none
    void make(String collection, List<IndexDefinition> indexes) {
        MongoCollection<Document> documents = database.getCollection(collection);
        List<IndexDefinition> needed =
                indexes.stream().filter(index -> index.tool() == null).toList();
        if (!needed.isEmpty()) {
            make(documents, needed, needed);
        }
        indexes.stream().filter(index -> index.tool() != null).forEach(index -> offer(documents, index));
    }

    private static void offer(MongoCollection<Document> collection, IndexDefinition index) {
        try {
            make(collection, List.of(index), List.of());
        } catch (MongoCommandException refused) {
            log.warn(
                    "The index {} of {} can't be made, and other programs miss it: {}",
                    index.name(),
                    collection.getNamespace().getCollectionName(),
                    refused.getErrorMessage());
        }
    }

    /// @param told those whose names people know
    private static void make(
            MongoCollection<Document> collection, List<IndexDefinition> indexes, List<IndexDefinition> told) {
        try {
            collection.createIndexes(indexes.stream()
                    .map(index -> new IndexModel(index.keys(), index.options()))
                    .toList());
        } catch (MongoServerException failure) {
            // servers don't say of several which one it is
            for (IndexDefinition index : told) {
                if (index.unique() && !isThere(collection, index)) {
                    explain(collection, index, failure);
                }
            }
            throw failure;
        }
    }

    private static void explain(
            MongoCollection<Document> collection, IndexDefinition index, MongoServerException failure) {
        DuplicatesException duplicates = DuplicatesException.of(collection, index, failure);
        if (duplicates != null) {
            throw duplicates;
        }
    }

    /// Servers neither rename an index nor let two of the same keys differ in their names alone, so that
    /// what is there has to go first. Where no two documents may be the same, another index sees to it
    /// meanwhile; one that a node left when it died is used again, and removed. Another node that starts at
    /// the same time may have come first with any of it.
    void replace(String name, IndexDefinition index) {
        MongoCollection<Document> collection = database.getCollection(name);
        IndexDefinition guard = index.guard();
        if (!isThere(collection, index)) {
            if (index.unique()) {
                guard(collection, index, guard);
            }
            drop(collection, index.name());
            make(name, List.of(index));
        }
        if (index.unique()) {
            drop(collection, guard.name());
        }
    }

    private static void guard(MongoCollection<Document> collection, IndexDefinition index, IndexDefinition guard) {
        if (!isThere(collection, guard)) {
            drop(collection, guard.name());
            make(collection, List.of(guard), List.of(index));
        }
    }

    private static void drop(MongoCollection<Document> collection, String index) {
        try {
            collection.dropIndex(index);
        } catch (MongoCommandException anotherNodeDid) {
            if (anotherNodeDid.getErrorCode() != INDEX_NOT_FOUND) {
                throw anotherNodeDid;
            }
        }
    }

    private static boolean isThere(MongoCollection<Document> collection, IndexDefinition index) {
        for (Document there : collection.listIndexes()) {
            if (index.name().equals(there.getString("name"))) {
                return index.isLike(there);
            }
        }
        return false;
    }
}
