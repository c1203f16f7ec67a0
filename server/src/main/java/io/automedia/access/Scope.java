package io.automedia.access;

/// How much a personal API token allows; each scope includes those before it.
public enum Scope {
    /// Looking at what its owner may see.
    READ,
    /// What its owner may do, too, but for what he runs the instance with.
    WRITE,
    /// All that its owner may do.
    ADMIN;

    /// Whether who has this one may do what needs the other.
    public boolean includes(Scope needed) {
        return compareTo(needed) >= 0;
    }
}
