package io.automedia.activity;

import io.automedia.shared.UserId;
import java.util.List;

/// Something that a person did, or that happened to his things: an event of this type is kept in his
/// activity.
public interface Noteworthy {
    /// Whose activity it is.
    UserId person();

    /// Who else finds it in his activity, since it was done with him or to his things.
    default List<UserId> others() {
        return List.of();
    }

    /// What to keep of it.
    Note note();
}
