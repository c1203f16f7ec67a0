package io.automedia.updates;

import io.automedia.shared.UserId;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;

/// A collection that announces, for tests.
final class Notes implements CollectionSchema {
    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public boolean announces() {
        return true;
    }

    /// A new document that announces itself.
    static Document note(UserId owner, String key, Instant at) {
        return new Document("_id", new ObjectId())
                .append("text", key)
                .append(
                        PendingUpdate.FIELD,
                        List.of(new PendingUpdate(
                                        key, "content:collected", owner.value(), new Document("text", key), at)
                                .toDocument()));
    }
}
