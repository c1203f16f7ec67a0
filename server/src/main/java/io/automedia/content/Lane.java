package io.automedia.content;

/// The two work lists of enrichment: what is live goes first, history gives way.
public enum Lane {
    LIVE,
    HISTORY
}
