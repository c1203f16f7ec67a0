package io.automedia.access;

/// How much a person may do with something that is shared with him. Each may do all that those after it may.
public enum Role {
    /// Decides about it, and who else sees it.
    OWNER,
    /// Changes what is in it.
    EDITOR,
    /// Sees it.
    VIEWER;

    /// Whether who has this role may do what another one allows.
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }
}
