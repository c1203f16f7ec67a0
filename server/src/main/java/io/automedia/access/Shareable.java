package io.automedia.access;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Something of one person that others may be let see or change.
public interface Shareable extends Owned {
    /// Whether everybody who has an account may see it.
    boolean isPublic();

    /// What was given to somebody other than its owner; null for nothing.
    @Nullable
    Role given(ObjectId personId);
}
