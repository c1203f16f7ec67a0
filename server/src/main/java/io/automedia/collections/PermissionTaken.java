package io.automedia.collections;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;

/// Somebody took what waited for his address. He finds that in his activity; the owner of the collection nowhere.
///
/// @param change what he may do now
record PermissionTaken(PermissionChanged change) implements Noteworthy, Auditable {
    @Override
    public UserId person() {
        return change.person();
    }

    @Override
    public Note note() {
        return change.note();
    }

    @Override
    public Act act() {
        return Act.of(Action.PERMISSION_CHANGED, "collection", change.collectionId())
                .concerning(change.person())
                .with("by", "address")
                .with("role", change.role());
    }
}
