package io.automedia.content.importing;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person sent a file of posts.
public record ImportRequested(UserId person, ObjectId jobId) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.IMPORT_CREATED, "job", jobId).by(person);
    }
}
