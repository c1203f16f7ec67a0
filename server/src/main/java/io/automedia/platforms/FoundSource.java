package io.automedia.platforms;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A source that its connector has found.
///
/// @param value its canonical form; the same source always gets the same
/// @param title what people call it
/// @param checkpoint where to begin; null for the beginning
public record FoundSource(
        SourceKind kind,
        String value,
        String title,
        @Nullable Document checkpoint) {}
