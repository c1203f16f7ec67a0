package io.automedia.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as the API shows it.
///
/// @param progress the part that is done, 0 to 1
/// @param error why it failed
/// @param file what it made: fetch it at `/jobs/{id}/file`
public record JobView(
        String id,
        String kind,
        @Nullable Object name,
        JobStatus status,
        double progress,
        @Nullable String stage,
        Map<String, Long> counts,
        long errorCount,
        List<JobError> errors,
        @Nullable String error,
        int attempts,
        boolean cancelRequested,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        @Nullable JobFile file) {
    public static JobView of(Job job) {
        return new JobView(
                job.id().toHexString(),
                job.kind(),
                job.payload().get("name"),
                job.status(),
                job.progress().fraction(),
                job.progress().stage(),
                job.shownCounts(),
                job.errorCount(),
                job.errors(),
                job.failure(),
                job.attempts(),
                job.cancelRequested(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.updatedAt(),
                job.file());
    }
}
