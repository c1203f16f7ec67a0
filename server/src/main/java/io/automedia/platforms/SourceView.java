package io.automedia.platforms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A monitored source as the API shows it, with how well it is covered.
///
/// @param runs whether this instance can fetch it: false for what a demo, or an instance with other connectors, left
///     behind, whose status stays what it was
/// @param nextAt when it is fetched next; absent while it is paused, waits for its owner or doesn't run
/// @param collecting whether it is being fetched at this moment
/// @param lagSeconds from the publication of its newest live post until it was here
/// @param gaps times in which nobody looked, so that posts may be missing
record SourceView(
        String id,
        SourceKind kind,
        String value,
        String title,
        boolean isActive,
        SourceStatus status,
        boolean runs,
        MonitoredSource.Counts counts,
        @Nullable Instant lastSync,
        @Nullable Instant lastPostAt,
        @Nullable Instant nextAt,
        boolean collecting,
        @Nullable Long lagSeconds,
        List<MonitoredSource.Gap> gaps,
        Platform.@Nullable LastError lastError,
        Instant createdAt,
        Instant updatedAt) {
    static SourceView of(MonitoredSource source, boolean runs) {
        return new SourceView(
                source.id().toHexString(),
                source.kind(),
                source.value(),
                source.title(),
                source.isActive(),
                source.status(),
                runs,
                source.counts(),
                source.lastSync(),
                source.lastPostAt(),
                runs && source.lease() == null ? source.dueAt() : null,
                runs && source.lease() != null,
                source.lagSeconds(),
                source.gaps(),
                source.lastError(),
                source.createdAt(),
                source.updatedAt());
    }
}
