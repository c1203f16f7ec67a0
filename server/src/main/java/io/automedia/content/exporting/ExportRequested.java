package io.automedia.content.exporting;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person asked for a file with his posts.
public record ExportRequested(UserId person, ObjectId jobId, String format) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.EXPORT_CREATED, "job", jobId).concerning(person).with("format", format);
    }
}
