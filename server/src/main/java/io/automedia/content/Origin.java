package io.automedia.content;

/// When a post is from. Only what is live notifies anybody.
public enum Origin {
    /// Collected as it was published.
    LIVE,
    /// Fetched later from its platform.
    BACKFILL,
    /// Brought by a person in a file.
    IMPORT,
    /// Written here.
    GENERATED;

    /// The work list of such posts.
    public Lane lane() {
        return switch (this) {
            case LIVE, GENERATED -> Lane.LIVE;
            case BACKFILL, IMPORT -> Lane.HISTORY;
        };
    }
}
