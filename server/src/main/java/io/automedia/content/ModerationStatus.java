package io.automedia.content;

/// What a person decided about a post.
public enum ModerationStatus {
    PENDING,
    APPROVED,
    REJECTED
}
