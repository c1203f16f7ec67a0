package io.automedia.jobs;

import io.automedia.updates.PendingUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What the owner of a job is told: `job:progress`.
final class JobAnnouncement {
    private JobAnnouncement() {}

    /// The part of an update that announces how a job stands.
    static Bson of(
            Job job,
            JobStatus status,
            JobProgress progress,
            Map<String, Long> counts,
            @Nullable String failure,
            Instant now) {
        Document data = new Document("jobId", job.id())
                .append("kind", job.kind())
                .append("name", job.payload().get("name"))
                .append("status", status.name().toLowerCase(java.util.Locale.ROOT))
                .append("progress", progress.fraction())
                .append("stage", progress.stage())
                .append("counts", new Document(counts))
                .append("error", failure);
        return PendingUpdate.push(List.of(
                new PendingUpdate("job:" + new ObjectId().toHexString(), "job:progress", job.userId(), data, now)));
    }
}
