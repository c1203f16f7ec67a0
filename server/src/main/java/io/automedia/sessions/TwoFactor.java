package io.automedia.sessions;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.factors.Enrolment;
import io.automedia.factors.FactorState;
import io.automedia.factors.SecondFactors;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The front door for a person who switches two-factor authentication on or off for himself.
@Component
public final class TwoFactor {
    private final SecondFactors factors;
    private final Confirmations confirmations;
    private final RecentProof recentProof;
    private final Users users;
    private final Access access;

    TwoFactor(SecondFactors factors, Confirmations confirmations, RecentProof recentProof, Users users, Access access) {
        this.factors = factors;
        this.confirmations = confirmations;
        this.recentProof = recentProof;
        this.users = users;
        this.access = access;
    }

    /// How things stand.
    public FactorState state(Caller caller) {
        return factors.state(access.requirePerson(caller));
    }

    /// Makes a secret for the caller's authenticator.
    ///
    /// @throws io.automedia.shared.ProblemException (`ConfirmationNeeded`, `Forbidden`) as
    /// [RecentProof#require], (`Conflict`) when it is on already
    public Enrolment enable(Caller caller) {
        User user = proved(caller);
        return factors.begin(user.userId(), user.email());
    }

    /// The secret once more, as long as it waits for its first code.
    public Optional<Enrolment> enabling(Caller caller) {
        User user = user(access.requireSession(caller).userId());
        return factors.begun(user.userId(), user.email());
    }

    /// Switches it on by a first code.
    ///
    /// @return the recovery codes, this once
    /// @throws io.automedia.shared.ProblemException (`ConfirmationNeeded`, `Forbidden`) as
    /// [RecentProof#require], (`Invalid`, `Conflict`) as [SecondFactors#confirm]
    public List<String> confirm(Caller caller, String code) {
        Caller.Person person = access.requireSession(caller);
        recentProof.require(person);
        List<String> recoveryCodes = factors.confirm(person.userId(), code);
        confirmations.proved(person, Proof.CODE);
        return recoveryCodes;
    }

    /// Whether switching it off takes a password: who has none proved a moment ago who he is.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API token
    public boolean takesPassword(Caller caller) {
        return user(access.requireSession(caller).userId()).hasPassword();
    }

    /// Switches it off.
    ///
    /// @param password of who has one; who has none must have proved a moment ago who he is
    /// @param code of the authenticator, or a recovery code
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API
    /// token, (`Conflict`) when it is off, AUTH001 when one of both is wrong, RATE001 and SYS002 as
    /// with signing in
    public void disable(Caller caller, String password, String code, Client client) {
        Caller.Person person = access.requireSession(caller);
        User user = user(person.userId());
        if (!factors.isOn(user.userId())) {
            throw new Problem.Conflict("Two-factor authentication is off.").exception();
        }
        if (user.hasPassword()) {
            confirmations.requirePassword(user, password, client);
        } else {
            recentProof.require(person);
        }
        confirmations.requireCode(user.userId(), code);
        factors.remove(user.userId());
    }

    /// Makes new recovery codes in place of the former ones.
    ///
    /// @return the codes, this once
    /// @throws io.automedia.shared.ProblemException (`ConfirmationNeeded`, `Forbidden`) as
    /// [RecentProof#require], (`Conflict`) when it is off
    public List<String> renewRecoveryCodes(Caller caller) {
        return factors.renewRecoveryCodes(proved(caller).userId());
    }

    private User proved(Caller caller) {
        Caller.Person person = access.requireSession(caller);
        recentProof.require(person);
        return user(person.userId());
    }

    private User user(UserId id) {
        return users.byId(id).orElseThrow(() -> Problem.notFound("user").exception());
    }
}
