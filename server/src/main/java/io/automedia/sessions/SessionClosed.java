package io.automedia.sessions;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A session ended before its time.
///
/// @param action why: its person signed out or closed another one of his, or somebody showed a refresh token twice
public record SessionClosed(UserId person, ObjectId sessionId, Action action) implements Auditable {
    @Override
    public Act act() {
        return Act.of(action, "session", sessionId).concerning(person);
    }
}
