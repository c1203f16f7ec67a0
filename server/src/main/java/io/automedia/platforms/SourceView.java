package io.automedia.platforms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A monitored source as the API shows it, with how well it is covered.
///
/// @param nextAt when it is fetched next; absent while it is paused or waits for its owner
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
    static SourceView of(MonitoredSource source) {
        return new SourceView(
                source.id().toHexString(),
                source.kind(),
                source.value(),
                source.title(),
                source.isActive(),
                source.status(),
                source.counts(),
                source.lastSync(),
                source.lastPostAt(),
                source.lease() == null ? source.dueAt() : null,
                source.lease() != null,
                source.lagSeconds(),
                source.gaps(),
                source.lastError(),
                source.createdAt(),
                source.updatedAt());
    }
}
