package io.automedia.platforms;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person gave other credentials for a platform.
public record CredentialsChanged(UserId person, ObjectId platformId, String type) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.CREDENTIALS_CHANGED, "platform", platformId)
                .concerning(person)
                .with("type", type);
    }
}
