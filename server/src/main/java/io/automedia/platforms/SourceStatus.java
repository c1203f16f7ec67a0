package io.automedia.platforms;

/// How a monitored source stands.
public enum SourceStatus {
    /// Not fetched yet.
    PENDING,
    /// The last fetch went well.
    ACTIVE,
    /// The platform asked to wait.
    LIMITED,
    /// The last fetches failed; it is tried again by itself.
    FAILING,
    /// It waits for its owner to do something.
    ERROR,
    /// It is there no more and is not asked again.
    ENDED
}
