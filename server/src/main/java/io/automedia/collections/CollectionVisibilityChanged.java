package io.automedia.collections;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// Everybody may see a collection now, or no longer.
public record CollectionVisibilityChanged(UserId owner, ObjectId collectionId, boolean isPublic) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.VISIBILITY_CHANGED, "collection", collectionId)
                .concerning(owner)
                .with("isPublic", isPublic);
    }
}
