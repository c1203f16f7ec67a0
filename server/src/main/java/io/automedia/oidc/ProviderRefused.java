package io.automedia.oidc;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.audit.Outcome;
import io.automedia.shared.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody came from a provider and was not let in.
///
/// @param person whose account it is about; null when nobody's
/// @param provider its name
public record ProviderRefused(@Nullable UserId person, String provider, Reason reason) implements Auditable {
    /// Why not.
    public enum Reason {
        /// This browser was not sent there, the answer came before, or it took too long.
        STATE,
        /// The person or the provider turned it down.
        TURNED_DOWN,
        /// The answer says that it is of another provider.
        ISSUER,
        /// The provider didn't take its own code back.
        CODE,
        /// The ID token is not signed as it must be, or not meant for us, for this browser, or for now.
        TOKEN,
        /// What the provider tells beside the token is of somebody else.
        USER_INFO,
        /// The address has none of the domains that may come.
        DOMAIN,
        /// The provider doesn't say that the address is his own.
        UNVERIFIED,
        /// The address has an account, which he has to connect himself.
        KNOWN_ADDRESS,
        /// Nobody gets an account like this here.
        NO_NEW_ACCOUNTS,
        /// The account is closed.
        DEACTIVATED,
        /// It is not the one who is signed in.
        OTHER_PERSON,
        /// Somebody has connected it already.
        TAKEN
    }

    @Override
    public Act act() {
        Act act = Act.of(Action.LOGIN_FAILED, "account", person)
                .with(Outcome.DENIED)
                .with("provider", provider)
                .with("reason", reason.name().toLowerCase(Locale.ROOT));
        return person == null ? act : act.concerning(person);
    }
}
