package io.automedia.sessions;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.audit.Outcome;
import io.automedia.shared.UserId;
import org.jspecify.annotations.Nullable;

/// Somebody tried to sign in with an address and a password that don't belong together.
///
/// @param person whose account has that address; null when there is none
/// @param address its hash
public record SignInFailed(@Nullable UserId person, String address) implements Auditable {
    @Override
    public Act act() {
        Act act = Act.of(Action.LOGIN_FAILED, "account", person).with(Outcome.DENIED);
        return person == null ? act.with("addressHash", address) : act.concerning(person);
    }
}
