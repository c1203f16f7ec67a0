package io.automedia.collections;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// Somebody may do something else with a collection.
///
/// @param person who may
/// @param role `owner`, `editor`, `viewer` or `none`
public record PermissionChanged(UserId owner, ObjectId collectionId, UserId person, String role) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.PERMISSION_CHANGED, "collection", collectionId)
                .concerning(owner)
                .concerning(person)
                .with("person", person)
                .with("role", role);
    }
}
