package io.automedia.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person changes about a post in his library; null leaves things as they are.
public record ContentChange(
        @Nullable List<String> tags,
        @Nullable ModerationStatus moderationStatus,
        @Nullable String moderationNotes,
        @Nullable Boolean isArchived) {}
