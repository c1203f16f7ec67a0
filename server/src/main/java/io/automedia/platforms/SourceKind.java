package io.automedia.platforms;

/// What is monitored on a platform.
public enum SourceKind {
    /// The posts of one account.
    ACCOUNT,
    /// The posts with a hashtag.
    HASHTAG,
    /// What a search of the platform finds.
    SEARCH,
    /// A feed with an address of its own.
    FEED
}
