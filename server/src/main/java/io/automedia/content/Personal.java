package io.automedia.content;

import java.util.List;

/// What the person who brings a post has to say about it.
record Personal(List<String> tags, ModerationStatus moderationStatus, String moderationNotes, boolean isArchived) {
    /// Of a post that nobody brings.
    static Personal nothing(ModerationStatus beginning) {
        return new Personal(List.of(), beginning, "", false);
    }
}
