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
/// @param location where in the world he is, in words; null when nobody knows
public record SignInFailed(
        @Nullable UserId person, String address, @Nullable String location) implements Auditable {
    @Override
    public Act act() {
        Act plain = Act.of(Action.LOGIN_FAILED, "account", person).with(Outcome.DENIED);
        Act act = location == null ? plain : plain.with("location", location);
        return person == null ? act.with("addressHash", address) : act.concerning(person);
    }
}
