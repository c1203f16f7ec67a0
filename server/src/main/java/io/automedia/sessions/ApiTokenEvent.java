package io.automedia.sessions;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person made or deleted an API token.
///
/// @param type `token:created` or `token:deleted`
public record ApiTokenEvent(UserId person, String type, ObjectId tokenId, String name)
        implements Noteworthy, Auditable {
    @Override
    public Note note() {
        return new Note(type, Map.of("tokenId", tokenId.toHexString(), "name", name));
    }

    @Override
    public Act act() {
        return Act.of(type.equals("token:created") ? Action.TOKEN_CREATED : Action.TOKEN_REVOKED, "token", tokenId)
                .concerning(person);
    }
}
