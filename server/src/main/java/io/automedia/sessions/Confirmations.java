package io.automedia.sessions;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.factors.SecondFactors;
import io.automedia.oidc.IdentityProofs;
import io.automedia.oidc.ProviderIdentity;
import io.automedia.oidc.ProviderRefused.Reason;
import io.automedia.oidc.Providers;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.passkeys.RequestOptions;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door for whoever confirms that it is still he who uses his session.
@Component
public final class Confirmations implements RecentProof {
    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final SessionsRepository repository;
    private final SecondFactors factors;
    private final PasskeyProofs passkeys;
    private final IdentityProofs identities;
    private final Providers providers;
    private final LoginLimiter limiter;
    private final LocalToken localToken;
    private final Users users;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Confirmations(
            SessionsRepository repository,
            SecondFactors factors,
            PasskeyProofs passkeys,
            IdentityProofs identities,
            Providers providers,
            LoginLimiter limiter,
            LocalToken localToken,
            Users users,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.factors = factors;
        this.passkeys = passkeys;
        this.identities = identities;
        this.providers = providers;
        this.limiter = limiter;
        this.localToken = localToken;
        this.users = users;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void require(Caller caller) {
        if (caller instanceof Caller.Person person && !localToken.isSessionOf(person)) {
            access.requireSession(person);
            if (!isRecent(person)) {
                throw new Problem.ConfirmationNeeded(by(person)).exception();
            }
        }
    }

    private String by(Caller.Person person) {
        if (needsCode(person)) {
            return "code";
        }
        return hasPassword(person) ? "password" : takesPasskey(person) ? "passkey" : "provider";
    }

    /// Whether the person has a password at all.
    public boolean hasPassword(Caller.Person person) {
        return user(person.userId()).hasPassword();
    }

    private boolean isRecent(Caller.Person person) {
        Session session = repository.byId(person.sessionId()).orElse(null);
        Instant now = clock.instant();
        return session != null
                && session.isOpen(now)
                && session.authenticatedAt() != null
                && now.isBefore(session.authenticatedAt().plus(GOOD_FOR))
                && ((session.proof() != null && session.proof().isTwoFactors()) || !needsCode(person));
    }

    /// Whether the person confirms by a code; by his password else. A passkey of his does for both.
    public boolean needsCode(Caller.Person person) {
        return factors.isOn(person.userId());
    }

    /// Takes the password of the person, or where he has a second factor a code, and remembers for
    /// his session that he showed it.
    ///
    /// @return until when that is good
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API
    /// token, (`Invalid`) when what is needed was not given, AUTH001 when it is wrong, RATE001
    /// after too many attempts, SYS002 while nobody can count them
    public Instant confirm(Caller caller, @Nullable String password, @Nullable String code, Client client) {
        Caller.Person person = access.requireSession(caller);
        boolean byCode = needsCode(person);
        if (byCode) {
            requireCode(person.userId(), given("code", code));
        } else {
            requirePassword(user(person.userId()), given("password", password), client);
        }
        return proved(person, byCode ? Proof.CODE : Proof.PASSWORD);
    }

    /// Whether a passkey of the person does, too.
    public boolean takesPasskey(Caller.Person person) {
        return passkeys.hasAny(person.userId());
    }

    /// What a passkey of the person has to sign.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API token,
    /// (`Conflict`) when he has no passkey
    public RequestOptions askForPasskey(Caller caller) {
        Caller.Person person = access.requireSession(caller);
        if (!takesPasskey(person)) {
            throw new Problem.Conflict("You have no passkey.").exception();
        }
        return passkeys.ask(person.userId());
    }

    /// Takes what a passkey of the person signed, and remembers for his session that he showed it.
    ///
    /// @param answer the JSON of the browser's `PublicKeyCredential`
    /// @return until when that is good
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API
    /// token, (`Invalid`) when it is no such thing, AUTH001 when it is not accepted, RATE001 and
    /// SYS002 as above
    public Instant confirmByPasskey(Caller caller, String answer) {
        Caller.Person person = access.requireSession(caller);
        limiter.attemptCode(person.userId());
        passkeys.require(person.userId(), answer);
        limiter.clearCodes(person.userId());
        return proved(person, Proof.PASSKEY);
    }

    /// The names of the providers that do, too: those where the person has connected an account, unless
    /// he confirms by a code.
    public List<String> providers(Caller.Person person) {
        return needsCode(person) ? List.of() : identities.providers(person.userId());
    }

    /// Lets those through who may confirm a session.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API token
    public UserId mayConfirm(Caller caller) {
        return access.requireSession(caller).userId();
    }

    /// Takes that a provider vouches for the person, and remembers it for his session.
    ///
    /// @return until when that is good
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API
    /// token, AUTH001 when it vouches for somebody else, (`ConfirmationNeeded`) when only a code does
    public Instant confirmByProvider(Caller caller, ProviderIdentity shown) {
        Caller.Person person = access.requireSession(caller);
        if (needsCode(person)) {
            throw new Problem.ConfirmationNeeded("code").exception();
        }
        if (identities.owner(shown).filter(person.userId()::equals).isEmpty()) {
            throw providers.refused(person.userId(), shown.provider(), Reason.OTHER_PERSON);
        }
        return proved(person, Proof.PROVIDER);
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "is required").exception();
        }
        return value;
    }

    /// Remembers for a session that its owner proved who he is. A password or a code takes nothing from one
    /// that he opened by a passkey.
    Instant proved(Caller.Person person, Proof proof) {
        Instant now = clock.instant();
        boolean wasByPasskey = repository
                .byId(person.sessionId())
                .filter(session -> session.proof() == Proof.PASSKEY)
                .isPresent();
        repository.proved(person.sessionId(), wasByPasskey ? Proof.PASSKEY : proof, now);
        return now.plus(GOOD_FOR);
    }

    /// Passes when this is the password of the person.
    void requirePassword(User user, String password, Client client) {
        String account = users.spelling(user.email());
        limiter.attemptInSession(client.address(), account);
        if (users.authenticate(user.email(), password).isEmpty()) {
            events.publishEvent(new ConfirmationRefused(user.userId()));
            throw new Problem.Unauthenticated("AUTH001", "The password is wrong.").exception();
        }
        limiter.giveBack(client.address());
        limiter.forget(client.address(), account);
    }

    /// Passes when this is a code of the person, and uses it up.
    void requireCode(UserId person, String code) {
        limiter.attemptCode(person);
        if (factors.prove(person, code).isEmpty()) {
            throw new Problem.Unauthenticated("AUTH001", "The code is wrong, or was used before.").exception();
        }
        limiter.clearCodes(person);
    }

    private User user(UserId id) {
        return users.byId(id).orElseThrow(() -> Problem.notFound("user").exception());
    }
}
