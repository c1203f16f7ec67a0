package io.automedia.jobs;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bson.types.ObjectId;

/// A job that a person asked for is over: an import, an export.
///
/// @param counts what was counted, such as `read` and `created`
public record JobEnded(
        UserId person, ObjectId jobId, String kind, String name, JobStatus status, Map<String, Long> counts)
        implements Noteworthy {
    public JobEnded {
        counts = Map.copyOf(counts);
    }

    @Override
    public Note note() {
        Map<String, Object> data = new HashMap<>(Map.of("jobId", jobId.toHexString(), "kind", kind, "name", name));
        if (!counts.isEmpty()) {
            data.put("counts", counts);
        }
        return new Note("job:" + status.name().toLowerCase(Locale.ROOT), data);
    }
}
