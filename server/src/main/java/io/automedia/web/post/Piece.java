package io.automedia.web.post;

import org.jspecify.annotations.Nullable;

/// A stretch of a post's text. `href` is there for what can be followed.
public record Piece(Kind kind, String text, @Nullable String href) {
    /// What it is: plain text, a hit of a topic's term, a link to elsewhere, a link to a page of ours.
    public enum Kind {
        PLAIN,
        HIT,
        OUTSIDE,
        INSIDE
    }
}
