package io.automedia.passkeys;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person added or removed a passkey.
///
/// @param type `passkey:added` or `passkey:removed`
public record PasskeyEvent(UserId person, String type, ObjectId passkeyId, String name)
        implements Noteworthy, Auditable {
    /// The type of one that was added.
    public static final String ADDED = "passkey:added";
    static final String REMOVED = "passkey:removed";

    @Override
    public Note note() {
        return new Note(type, Map.of("passkeyId", passkeyId.toHexString(), "name", name));
    }

    @Override
    public Act act() {
        return Act.of(type.equals(ADDED) ? Action.PASSKEY_ADDED : Action.PASSKEY_REMOVED, "passkey", passkeyId)
                .concerning(person);
    }
}
