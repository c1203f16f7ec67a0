package io.automedia.jobs;

import io.automedia.access.Owned;
import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A piece of work as `jobs` keeps it.
///
/// @param counts what was counted up to the checkpoint, such as `read` and `created`
/// @param shownCounts the same up to the last sign of life; what people see while it runs
/// @param errors the first 1,000 errors; absent in lists
/// @param checkpoint where the next attempt goes on; null is the beginning
/// @param failure why the last attempt failed
/// @param attempts how often it was begun since it last got further
/// @param dueAt when it may be (re)started: its lease while it runs; null when it has ended
/// @param lease names the attempt that runs
/// @param file what it made for its owner to fetch; null when nothing
/// @param node the only node that may do it, because a file lies there; null for any
public record Job(
        @BsonId ObjectId id,
        ObjectId userId,
        String kind,
        Document payload,
        JobStatus status,
        JobProgress progress,
        Map<String, Long> counts,
        Map<String, Long> shownCounts,
        long errorCount,
        List<JobError> errors,
        @Nullable Document checkpoint,
        @Nullable String failure,
        int attempts,
        boolean cancelRequested,
        @Nullable Instant dueAt,
        @Nullable ObjectId lease,
        @Nullable String node,
        @Nullable JobFile file,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        @Nullable List<PendingUpdate> pendingUpdates)
        implements Owned {
    @SuppressWarnings("ConstantValue") // lists leave these fields out
    public Job {
        counts = counts == null ? Map.of() : Map.copyOf(counts);
        shownCounts = shownCounts == null ? Map.of() : Map.copyOf(shownCounts);
        errors = errors == null ? List.of() : List.copyOf(errors);
        progress = progress == null ? JobProgress.NONE : progress;
    }

    static Job pending(ObjectId id, ObjectId owner, String kind, Document payload, @Nullable String node, Instant now) {
        return new Job(
                id,
                owner,
                kind,
                payload,
                JobStatus.PENDING,
                JobProgress.NONE,
                Map.of(),
                Map.of(),
                0,
                List.of(),
                null,
                null,
                0,
                false,
                now,
                null,
                node,
                null,
                now,
                null,
                null,
                now,
                null);
    }
}
