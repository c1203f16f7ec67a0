package io.automedia.content;

import org.bson.types.ObjectId;

/// What became of one post that was brought, seen from the one who brought it.
public sealed interface StoreResult {
    /// It is new in his library.
    record Created(ObjectId contentId) implements StoreResult {}

    /// He had it, and something about it changed.
    record Updated(ObjectId contentId) implements StoreResult {}

    /// He had it, and nothing changed.
    record Unchanged(ObjectId contentId) implements StoreResult {}

    /// It can't be kept; `reason` is a sentence.
    record Rejected(String reason) implements StoreResult {}

    /// The quota of the one who brought it is used up: it may come again later; `reason` is a sentence.
    record OverQuota(String reason) implements StoreResult {}
}
