package io.automedia.sessions;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.factors.SecondFactors;
import io.automedia.geoip.Places;
import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Standing;
import io.automedia.oidc.IdentityProofs;
import io.automedia.oidc.ProviderIdentity;
import io.automedia.oidc.ProviderRefused.Reason;
import io.automedia.oidc.Providers;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.passkeys.RequestOptions;
import io.automedia.sessions.Session.Location;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Duration;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door for whoever wants to sign in: by his password, and where he has a second factor
/// by a code after it, by a passkey in place of both, or by an account at a provider in place of the
/// password. Who doesn't know the password learns nothing of that.
@Component
public final class SignIns {
    /// Instead of an account, which is not known yet.
    private static final String PASSKEY = "passkey";

    private static final String PROVIDER = "provider";

    private static final int HASH = 32;

    private final Users users;
    private final SecondFactors factors;
    private final PasskeyProofs passkeys;
    private final IdentityProofs identities;
    private final Providers providers;
    private final SignInChallenges challenges;
    private final LoginLimiter limiter;
    private final Limits limits;
    private final Access access;
    private final RecentProof recentProof;
    private final Places places;
    private final ApplicationEventPublisher events;

    SignIns(
            Users users,
            SecondFactors factors,
            PasskeyProofs passkeys,
            IdentityProofs identities,
            Providers providers,
            SignInChallenges challenges,
            LoginLimiter limiter,
            Limits limits,
            Access access,
            RecentProof recentProof,
            Places places,
            ApplicationEventPublisher events) {
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.identities = identities;
        this.providers = providers;
        this.challenges = challenges;
        this.limiter = limiter;
        this.limits = limits;
        this.access = access;
        this.recentProof = recentProof;
        this.places = places;
        this.events = events;
    }

    /// What comes of a right password.
    public sealed interface Outcome {}

    /// The person is who he says, and may get a session.
    ///
    /// @param proof by what he proved it
    public record Done(User user, Proof proof) implements Outcome {}

    /// A code is needed, too.
    ///
    /// @param challenge what [#withCode] takes with it
    /// @param validFor how long that is good
    public record CodeNeeded(String challenge, Duration validFor) implements Outcome {
        @Override
        public String toString() {
            return "CodeNeeded[…]";
        }
    }

    /// The person with this address and password.
    ///
    /// @throws ProblemException AUTH001 when they are wrong, AUTH004 when they are right and the account is closed,
    /// RATE001 after too many attempts, SYS002 while nobody can count them
    public Outcome withPassword(String email, String password, Client client) {
        String account = users.spelling(email);
        limiter.attempt(client.address(), account);
        User user = users.owner(email, password).orElseThrow(() -> refused(account, client));
        if (!user.isActive()) {
            tellOfFailure(account, client);
            throw new Problem.Forbidden("This account is closed. Ask an administrator to open it again.").exception();
        }
        limiter.giveBack(client.address());
        if (factors.isOn(user.userId())) {
            // what was tried stays counted, or a thief of the password could begin anew for ever
            return new CodeNeeded(challenges.make(user), SignInChallenges.VALID);
        }
        limiter.forget(client.address(), account);
        return new Done(user, Proof.PASSWORD);
    }

    private ProblemException refused(String account, Client client) {
        tellOfFailure(account, client);
        return new Problem.Unauthenticated("AUTH001", "The e-mail address or the password is wrong.").exception();
    }

    /// Looks the account up again whether there is one or not, so that the time tells nothing.
    private void tellOfFailure(String account, Client client) {
        UserId person = users.byEmail(account).map(User::userId).orElse(null);
        String location = places.of(client.address())
                .map(Location::of)
                .flatMap(Location::words)
                .orElse(null);
        events.publishEvent(new SignInFailed(person, SecretToken.hash(account), location));
    }

    /// The person who showed his password before, and now a code of his authenticator or a recovery
    /// code.
    ///
    /// @throws ProblemException AUTH001 when the code is wrong or was used before, AUTH003 when the
    /// challenge is none, is older than five minutes or had five codes: then the password is to be
    /// shown again; RATE001 and SYS002 as above
    public Done withCode(String challenge, String code, Client client) {
        SignInChallenges.Known known = challenges.attempt(challenge).orElseThrow(SignIns::over);
        User user = users.byId(known.person())
                .filter(User::isActive)
                .filter(known::isOf)
                .orElseThrow(SignIns::over);
        limiter.attemptCode(user.userId());
        if (factors.prove(user.userId(), code).isEmpty()) {
            throw new Problem.Unauthenticated("AUTH001", "The code is wrong, or was used before.").exception();
        }
        if (!challenges.use(challenge)) {
            throw over();
        }
        limiter.clearCodes(user.userId());
        limiter.forget(client.address(), users.spelling(user.email()));
        return new Done(user, Proof.CODE);
    }

    /// What the browser of somebody who wants to sign in has a passkey sign.
    ///
    /// @throws ProblemException RATE001 when that was asked for too often from there
    public RequestOptions askForPasskey(Client client) {
        count(PASSKEY, client);
        return passkeys.ask();
    }

    /// Counts somebody who wants to go to a provider, or comes from there.
    ///
    /// @throws ProblemException RATE001 when that was too often from there
    public void countProvider(Client client) {
        count(PROVIDER, client);
    }

    private void count(String what, Client client) {
        String from = SecretToken.hash(what + " from " + client.network()).substring(0, HASH);
        Standing standing = limits.count(from, Endpoint.PAGES);
        if (standing.isOver()) {
            throw standing.problem().exception();
        }
    }

    /// The person who has connected the account at a provider that vouches for him. Where he has a second
    /// factor a code is needed beside it, unless this provider is trusted to have asked for one.
    ///
    /// @return empty when nobody has connected it
    /// @throws ProblemException AUTH001 when his account is closed, RATE001 and SYS002 as above
    public Optional<Outcome> withIdentity(ProviderIdentity shown, Client client) {
        // each for itself, as with passkeys
        String attempts = PROVIDER + " " + shown.issuer() + " " + shown.subject();
        limiter.attemptCredential(client.address(), attempts);
        UserId owner = identities.owner(shown).orElse(null);
        if (owner == null) {
            return Optional.empty();
        }
        User user = users.byId(owner)
                .filter(User::isActive)
                // it may have been disconnected before this account was read
                .filter(known -> identities.owner(shown).filter(owner::equals).isPresent())
                .orElseThrow(() -> providers.refused(owner, shown.provider(), Reason.DEACTIVATED));
        limiter.clearCredential(client.address(), attempts);
        identities.used(shown);
        if (factors.isOn(owner) && !shown.trustsSecondFactor()) {
            return Optional.of(new CodeNeeded(challenges.make(user), SignInChallenges.VALID));
        }
        limiter.know(client.address(), users.spelling(user.email()));
        return Optional.of(new Done(user, Proof.PROVIDER));
    }

    /// The person whose passkey signed what was asked for. No code is needed beside it, since it
    /// takes his device, and that knew him.
    ///
    /// @param answer the JSON of the browser's `PublicKeyCredential`
    /// @throws ProblemException (`Invalid`) when it is no such thing, AUTH001 when it is not accepted
    /// or the account is closed, RATE001 and SYS002 as above
    public Done withPasskey(String answer, Client client) {
        // each passkey for itself: nobody can guess one, so others of the same network need not wait
        String attempts = PASSKEY + " " + passkeys.credential(answer);
        limiter.attemptCredential(client.address(), attempts);
        User user = users.byId(passkeys.whoSigned(answer))
                .filter(User::isActive)
                // it may have been removed before this account was read
                .filter(known -> passkeys.hasAny(known.userId()))
                .orElseThrow(PasskeyProofs::notAccepted);
        limiter.clearCredential(client.address(), attempts);
        limiter.know(client.address(), users.spelling(user.email()));
        return new Done(user, Proof.PASSKEY);
    }

    /// The person who asks, when he gives his password, too, or, where he has none, proved a moment ago
    /// who he is: for what a session that somebody found open must not do.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when he shows an API token,
    /// (`Invalid`) when it is not his password, (`TooMany`) after too many attempts
    public Caller.Person confirm(Caller caller, @Nullable String password, Client client) {
        Caller.Person person = access.requireSession(caller);
        User user = users.byId(person.userId())
                .orElseThrow(() -> Problem.notFound("user").exception());
        if (!user.hasPassword()) {
            recentProof.require(person);
            return person;
        }
        String account = users.spelling(user.email());
        limiter.attemptInSession(client.address(), account);
        if (password == null || !users.isPassword(person.userId(), password)) {
            events.publishEvent(new ConfirmationRefused(person.userId()));
            throw Problem.invalid("password", "is not your password").exception();
        }
        limiter.giveBack(client.address());
        limiter.forget(client.address(), account);
        if (factors.isOn(person.userId())) {
            recentProof.require(person);
        }
        return person;
    }

    /// Counts a password that is shown for something that is no account yet, wherever it comes from.
    ///
    /// @throws io.automedia.shared.ProblemException (`TooMany`) after ten of them, (`Unavailable`) while
    /// nobody can count them
    public void attempt(ObjectId thing) {
        limiter.attempt(thing);
    }

    /// Forgets how often the password of an account was tried, from there and from all networks, since its
    /// owner chose another.
    public void forgetAttempts(User user, Client client) {
        limiter.forget(client.address(), users.spelling(user.email()));
    }

    private static ProblemException over() {
        return new Problem.Unauthenticated("AUTH003", "This took too long, or there were too many codes: begin again.")
                .exception();
    }
}
