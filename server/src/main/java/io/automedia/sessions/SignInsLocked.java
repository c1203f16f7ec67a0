package io.automedia.sessions;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.audit.Outcome;
import io.automedia.shared.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// So many passwords were tried that further attempts are refused for a while. It is told once, as that
/// begins, and not for each that is refused.
///
/// @param gate what is refused from now on
/// @param person whose account has the address that was tried last; null when there is none
/// @param address its hash
record SignInsLocked(LoginCounters.Gate gate, @Nullable UserId person, String address) implements Auditable {
    @Override
    public Act act() {
        boolean isNetwork = gate == LoginCounters.Gate.NETWORK;
        Act plain = Act.of(Action.LOGIN_LOCKED, isNetwork ? "network" : "account", isNetwork ? null : person)
                .with(Outcome.DENIED)
                .with("gate", gate.name().toLowerCase(Locale.ROOT));
        if (isNetwork) {
            return plain;
        }
        return person == null ? plain.with("addressHash", address) : plain.concerning(person);
    }
}
