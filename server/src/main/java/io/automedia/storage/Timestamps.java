package io.automedia.storage;

import com.mongodb.client.MongoCollection;

/// The times that documents keep of themselves, as Mongoose keeps them: `createdAt` is written once, `updatedAt` by
/// every change. Both are set by the database that everybody gets, where a description has them
/// ([Shape#createdAt()], [Shape#updatedAt()]) and the write doesn't say them.
public final class Timestamps {
    static final String CREATED = "createdAt";
    static final String UPDATED = "updatedAt";

    private Timestamps() {}

    /// The same collection for changes that are none of the thing itself, such as a lease, a counter, or the removal of
    /// an announcement that was published: they leave `updatedAt` as it is. It is what `{timestamps: false}` is in
    /// Mongoose.
    public static <T> MongoCollection<T> without(MongoCollection<T> collection) {
        return CheckedDatabase.withoutTimestamps(collection);
    }
}
