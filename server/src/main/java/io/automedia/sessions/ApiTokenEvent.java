package io.automedia.sessions;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person made or deleted an API token.
///
/// @param type `token:created` or `token:deleted`
public record ApiTokenEvent(UserId person, String type, ObjectId tokenId, String name) implements Noteworthy {
    @Override
    public Note note() {
        return new Note(type, Map.of("tokenId", tokenId.toHexString(), "name", name));
    }
}
