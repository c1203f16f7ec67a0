package io.automedia.platforms;

import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A monitored source as its connector sees it.
///
/// @param value its canonical form
/// @param checkpoint what the connector gave back with the last posts that are stored; null at first
public record Source(
        ObjectId id,
        SourceKind kind,
        String value,
        @Nullable Document checkpoint) {}
