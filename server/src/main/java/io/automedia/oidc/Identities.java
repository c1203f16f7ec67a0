package io.automedia.oidc;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.access.WaysIn;
import io.automedia.oidc.ProviderRefused.Reason;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door for a person who looks after his own accounts at providers. Connecting and
/// disconnecting one wants a session whose owner proved a moment ago who he is.
@Component
public final class Identities {
    /// Of what a provider calls a person, in characters: OpenID Connect allows no more.
    public static final int LONGEST_SUBJECT = 255;

    private final IdentitiesRepository repository;
    private final IdentityProofs proofs;
    private final Providers providers;
    private final RecentProof recentProof;
    private final WaysIn waysIn;
    private final Access access;
    private final ApplicationEventPublisher events;

    Identities(
            IdentitiesRepository repository,
            IdentityProofs proofs,
            Providers providers,
            RecentProof recentProof,
            WaysIn waysIn,
            Access access,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.proofs = proofs;
        this.providers = providers;
        this.recentProof = recentProof;
        this.waysIn = waysIn;
        this.access = access;
        this.events = events;
    }

    /// Lets those through who may connect an account.
    ///
    /// @throws ProblemException (`ConfirmationNeeded`, `Forbidden`) as [RecentProof#require]
    public UserId mayConnect(Caller caller) {
        return proved(caller);
    }

    /// Connects an account at a provider with that of the caller.
    ///
    /// @throws ProblemException as above; AUTH001 when somebody has connected it, or the caller another
    /// one of this provider
    public LinkedIdentity connect(Caller caller, ProviderIdentity shown) {
        UserId person = proved(caller);
        LinkedIdentity identity = proofs.made(person, shown);
        if (!repository.add(identity)) {
            throw providers.refused(person, shown.provider(), Reason.TAKEN);
        }
        requireStillProved(caller, identity);
        events.publishEvent(new IdentityEvent(person, IdentityEvent.CONNECTED, identity.id(), identity.provider()));
        return identity;
    }

    /// Whoever ended the session meanwhile wanted nothing of it to last.
    private void requireStillProved(Caller caller, LinkedIdentity added) {
        try {
            proved(caller);
        } catch (ProblemException over) {
            repository.remove(added.id());
            throw over;
        }
    }

    /// The caller's accounts at providers.
    public Page<LinkedIdentity> list(Caller caller, PageRequest page) {
        return repository.of(access.requirePerson(caller).value(), page);
    }

    /// One of them.
    ///
    /// @throws ProblemException (`NotFound`) when it is not his
    public LinkedIdentity one(Caller caller, ObjectId id) {
        return access.own(caller, repository.byId(id), "identity");
    }

    /// Disconnects one: from now on it opens nothing here.
    ///
    /// @throws ProblemException (`NotFound`) when it is not the caller's; (`ConfirmationNeeded`,
    /// `Forbidden`) as [RecentProof#require]; (`Conflict`) when he could not sign in any more
    public void remove(Caller caller, ObjectId id) {
        access.requireSession(caller);
        LinkedIdentity identity = one(caller, id);
        UserId person = proved(caller);
        if (repository.remove(id)) {
            waysIn.requireAny(person, () -> repository.add(identity));
            events.publishEvent(new IdentityEvent(person, IdentityEvent.DISCONNECTED, id, identity.provider()));
        }
    }

    private UserId proved(Caller caller) {
        Caller.Person person = access.requireSession(caller);
        recentProof.require(person);
        return person.userId();
    }
}
