package io.automedia.storage;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;

/// How statistics and exports read: from servers that may lag a little behind, so that they are in nobody's way.
public record StatisticsReads(ReadPreference preference) {
    /// The same collection, read so.
    public <T> MongoCollection<T> of(MongoCollection<T> collection) {
        return collection.withReadPreference(preference);
    }
}
