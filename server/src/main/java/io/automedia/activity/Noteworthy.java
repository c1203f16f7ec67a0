package io.automedia.activity;

import io.automedia.shared.UserId;

/// Something that a person did, or that happened to his things: an event of this type is kept in his
/// activity.
public interface Noteworthy {
    /// Whose activity it is.
    UserId person();

    /// What to keep of it.
    Note note();
}
