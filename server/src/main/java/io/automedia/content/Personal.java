package io.automedia.content;

import java.util.List;

/// What the person who brings a post has to say about it.
record Personal(List<String> tags, ModerationStatus moderationStatus, String moderationNotes, boolean isArchived) {
    /// Nothing.
    static final Personal NOTHING = new Personal(List.of(), ModerationStatus.APPROVED, "", false);
}
