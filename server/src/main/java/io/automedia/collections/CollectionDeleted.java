package io.automedia.collections;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A collection was deleted.
public record CollectionDeleted(UserId owner, ObjectId collectionId) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.COLLECTION_DELETED, "collection", collectionId).concerning(owner);
    }
}
