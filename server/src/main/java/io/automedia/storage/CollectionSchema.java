package io.automedia.storage;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Everything the program knows about one collection, in one place. Every module that keeps documents has one bean of
/// this type for
/// each of its collections; the installer, and whatever walks all data, reads that list.
public interface CollectionSchema {
    /// The name of the collection.
    String name();

    /// Its indexes, without the one on `_id`.
    List<IndexDefinition> indexes();

    /// The `$jsonSchema` that documents must meet; null when there is none.
    default @Nullable Document jsonSchema() {
        return null;
    }

    /// Whether documents carry announcements in `pendingUpdates`; the installer then adds the index that finds them.
    default boolean announces() {
        return false;
    }
}
