package io.automedia.content.importing;

import io.automedia.content.IncomingPost;

/// One entry of a file: a post, or why there is none.
sealed interface Entry {
    /// The line it begins on, from 1; in a JSON array, its place.
    long line();

    /// A post.
    record Found(long line, IncomingPost post) implements Entry {}

    /// Something that can't be read; `reason` is a sentence.
    record Refused(long line, String reason) implements Entry {}
}
