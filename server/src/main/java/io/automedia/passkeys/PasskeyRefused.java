package io.automedia.passkeys;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.audit.Outcome;
import io.automedia.shared.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody showed a passkey that was not accepted.
///
/// @param person whose it is; null when nobody has it
public record PasskeyRefused(@Nullable UserId person, Reason reason) implements Auditable {
    /// Why not.
    public enum Reason {
        /// What it signed was not asked for, was answered before, or is too old.
        CHALLENGE,
        /// Nobody has it.
        UNKNOWN,
        /// It is somebody else's than who it says, or who asks.
        OTHER_PERSON,
        /// It signed less often than before: somebody has a copy of it.
        COUNTER,
        /// It signed for other pages than ours, without knowing its owner, or not at all.
        NOT_SIGNED
    }

    @Override
    public Act act() {
        Act act = Act.of(Action.LOGIN_FAILED, "account", person)
                .with(Outcome.DENIED)
                .with("passkey", reason.name().toLowerCase(Locale.ROOT));
        return person == null ? act : act.concerning(person);
    }
}
