package io.automedia.content;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person took a post out of his library.
public record ContentDeleted(UserId person, ObjectId contentId) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.CONTENT_DELETED, "content", contentId).concerning(person);
    }
}
