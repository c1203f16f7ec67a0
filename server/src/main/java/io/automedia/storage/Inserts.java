package io.automedia.storage;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;

/// Inserts of what somebody else may have inserted first. To insert and to look at the refusal is the way in
/// which all servers answer alike: of an upsert of a document that is there they say different things.
public final class Inserts {
    private Inserts() {}

    /// Inserts a document, unless there is one with its `_id` or with another value that is unique.
    ///
    /// @return false when there is
    public static <T> boolean unlessThere(MongoCollection<T> collection, T document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException failed) {
            if (isDuplicate(failed)) {
                return false;
            }
            throw failed;
        }
    }

    /// Whether a write was refused since what must be unique is there already.
    public static boolean isDuplicate(MongoException failure) {
        return ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
