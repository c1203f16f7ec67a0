package io.automedia.platforms;

/// How a connection stands.
public enum PlatformStatus {
    /// It works.
    ACTIVE,
    /// Its owner has paused it.
    INACTIVE,
    /// It does not work; it may need its owner.
    ERROR,
    /// Nothing has been fetched over it yet.
    PENDING
}
