package io.automedia.accounts;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;

/// An administrator invited somebody, or took an invitation back.
///
/// @param isSent whether he invited; took back else
/// @param role that the invited person gets
public record InvitationEvent(UserId person, boolean isSent, String email, String role)
        implements Noteworthy, Auditable {
    @Override
    public Note note() {
        return new Note(isSent ? "invitation:sent" : "invitation:withdrawn", Map.of("email", email, "role", role));
    }

    @Override
    public Act act() {
        return Act.of(isSent ? Action.INVITATION_SENT : Action.INVITATION_WITHDRAWN, "invitation", null)
                .by(person)
                .with("role", role);
    }
}
