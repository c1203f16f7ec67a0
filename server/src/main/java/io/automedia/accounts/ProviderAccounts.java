package io.automedia.accounts;

import io.automedia.oidc.IdentityProofs;
import io.automedia.oidc.ProviderIdentity;
import io.automedia.oidc.ProviderRefused.Reason;
import io.automedia.oidc.Providers;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.NewAccounts;
import io.automedia.users.Profile;
import io.automedia.users.User;
import io.automedia.users.Users;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to getting an account by a provider that vouches for somebody. An address alone opens
/// no account that is there: its owner signs in as he did so far, and connects the two himself.
@Component
public final class ProviderAccounts {
    private final NewAccounts newAccounts;
    private final Users users;
    private final IdentityProofs identities;
    private final Providers providers;
    private final ApplicationEventPublisher events;

    ProviderAccounts(
            NewAccounts newAccounts,
            Users users,
            IdentityProofs identities,
            Providers providers,
            ApplicationEventPublisher events) {
        this.newAccounts = newAccounts;
        this.users = users;
        this.identities = identities;
        this.providers = providers;
        this.events = events;
    }

    /// Makes the account of somebody who comes from a provider and has none here, without a password.
    ///
    /// @param language of its pages
    /// @param timezone of his browser; null when it is not known
    /// @throws ProblemException AUTH001 when his address is not verified or has an account, or when
    /// nobody gets one like this; (`Conflict`) when he comes twice at the same moment
    public User join(ProviderIdentity shown, String language, @Nullable String timezone) {
        String email = shown.email();
        if (email == null || !shown.isEmailVerified()) {
            throw refused(shown, Reason.UNVERIFIED);
        }
        User known = users.byEmail(email).orElse(null);
        if (known != null) {
            throw providers.refused(known.userId(), shown.provider(), Reason.KNOWN_ADDRESS);
        }
        if (!isAdmitted(shown)) {
            throw refused(shown, Reason.NO_NEW_ACCOUNTS);
        }
        Profile profile = new Profile(shown.firstName(), shown.lastName(), null, null, null, null, timezone);
        return made(shown, new UserId(new ObjectId()), email, profile, language);
    }

    private boolean isAdmitted(ProviderIdentity shown) {
        return switch (shown.admission()) {
            case WHERE_OPEN -> newAccounts.isRegistrationOpen();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /// Connected first: of two browsers in which somebody comes at the same moment one makes the account.
    private User made(ProviderIdentity shown, UserId id, String email, Profile profile, String language) {
        if (!identities.admit(id, shown)) {
            throw new Problem.Conflict("You are coming in from somewhere else at this moment: try again.").exception();
        }
        try {
            User made = newAccounts.admit(id, email, profile, language);
            events.publishEvent(new AccountEvent(id, "account:registered"));
            return made;
        } catch (ProblemException refused) {
            identities.dismiss(id);
            throw refused.problem() instanceof Problem.Conflict ? refused(shown, Reason.KNOWN_ADDRESS) : refused;
        }
    }

    private ProblemException refused(ProviderIdentity shown, Reason reason) {
        return providers.refused(null, shown.provider(), reason);
    }
}
