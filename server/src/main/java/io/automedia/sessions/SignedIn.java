package io.automedia.sessions;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A person opened a session.
///
/// @param proof by what he proved who he is
/// @param location where in the world, in words; null when nobody knows
/// @param isUnfamiliar whether he signed in before, but not with such a device in that country, as far as that is known
public record SignedIn(
        UserId person,
        ObjectId sessionId,
        String os,
        String browser,
        Proof proof,
        @Nullable String location,
        boolean isUnfamiliar)
        implements Noteworthy, Auditable {
    @Override
    public Note note() {
        return new Note("session:opened", Map.of("sessionId", sessionId.toHexString(), "os", os, "browser", browser));
    }

    @Override
    public Act act() {
        Act act = Act.of(Action.LOGIN, "session", sessionId)
                .by(person)
                .with("os", os)
                .with("browser", browser)
                .with("proof", proof.word());
        return location == null ? act : act.with("location", location);
    }
}
