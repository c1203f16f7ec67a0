package io.automedia.generations;

import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Which generations of a person are wanted; null is all.
///
/// @param dateFrom asked then or later
/// @param dateTo asked before
public record GenerationQuery(
        Generation.@Nullable Status status,
        @Nullable ObjectId agentId,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Instant dateFrom,
        @Nullable Instant dateTo) {}
