package io.automedia.users;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person added, changed or removed a key for a provider.
///
/// @param action which of these
public record ApiKeyEvent(UserId person, Action action, ObjectId keyId, String provider) implements Auditable {
    @Override
    public Act act() {
        return Act.of(action, "key", keyId).concerning(person).with("provider", provider);
    }
}
