package io.automedia.accounts;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;
import java.util.Map;

/// An administrator invited somebody, or took an invitation back.
///
/// @param type `invitation:sent` or `invitation:withdrawn`
/// @param role that the invited person gets
public record InvitationEvent(UserId person, String type, String email, String role) implements Noteworthy {
    @Override
    public Note note() {
        return new Note(type, Map.of("email", email, "role", role));
    }
}
