package io.automedia.oidc;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person connected an account at a provider, or disconnected it.
///
/// @param type `identity:connected` or `identity:disconnected`
/// @param provider its name
public record IdentityEvent(UserId person, String type, ObjectId identityId, String provider)
        implements Noteworthy, Auditable {
    /// The type of one that was connected.
    public static final String CONNECTED = "identity:connected";
    static final String DISCONNECTED = "identity:disconnected";

    @Override
    public Note note() {
        return new Note(type, Map.of("identityId", identityId.toHexString(), "provider", provider));
    }

    @Override
    public Act act() {
        Action action = type.equals(CONNECTED) ? Action.IDENTITY_CONNECTED : Action.IDENTITY_DISCONNECTED;
        return Act.of(action, "identity", identityId).concerning(person).with("provider", provider);
    }
}
