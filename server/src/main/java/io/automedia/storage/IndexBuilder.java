package io.automedia.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import org.bson.Document;

/// Makes indexes, and replaces those that are otherwise.
final class IndexBuilder {
    private static final int INDEX_NOT_FOUND = 27;

    private final MongoDatabase database;

    IndexBuilder(MongoDatabase database) {
        this.database = database;
    }

    /// Makes several of one collection at once, in one walk over its documents.
    ///
    /// @throws DuplicatesException when documents have the same values where a unique one allows none
    void make(String collection, List<IndexDefinition> indexes) {
        make(database.getCollection(collection), indexes, indexes);
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
            make(collection, List.of(index), List.of(index));
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
