package io.automedia.collections;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;

/// What a person finds in his activity when a collection is shared with his address; its owner doesn't.
///
/// @param change what happened
record SharedToo(PermissionChanged change) implements Noteworthy {
    @Override
    public UserId person() {
        return change.person();
    }

    @Override
    public Note note() {
        return change.note();
    }
}
