package io.automedia.jobs;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person fetched the file that a job made for him.
///
/// @param kind of the job, such as `content-export`
record FileFetched(UserId person, ObjectId jobId, String kind) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.EXPORT_FETCHED, "job", jobId).concerning(person).with("kind", kind);
    }
}
