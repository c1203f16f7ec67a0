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
    FEED;

    /// Whether all sources of a connection are asked for over one account, so that a limit or a refusal that one
    /// of them meets holds for all.
    boolean sharesAccount() {
        return this != FEED;
    }
}
