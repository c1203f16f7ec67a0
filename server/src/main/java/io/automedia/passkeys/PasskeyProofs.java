package io.automedia.passkeys;

import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.automedia.access.WayIn;
import io.automedia.passkeys.PasskeyChallenges.Purpose;
import io.automedia.passkeys.PasskeyRefused.Reason;
import io.automedia.passkeys.PasskeyVerifier.Shown;
import io.automedia.passkeys.PasskeyVerifier.Signed;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to proving by a passkey who one is. How often that may be tried is counted in
/// `sessions`, and whether the account is open is asked there.
@Component
public final class PasskeyProofs implements WayIn {
    static final String REQUIRED = "required";

    private final PasskeysRepository repository;
    private final PasskeyChallenges challenges;
    private final PasskeyVerifier verifier;
    private final RelyingParty party;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasskeyProofs(
            PasskeysRepository repository,
            PasskeyChallenges challenges,
            PasskeyVerifier verifier,
            RelyingParty party,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.challenges = challenges;
        this.verifier = verifier;
        this.party = party;
        this.events = events;
        this.clock = clock;
    }

    /// Whether this person can prove by a passkey who he is.
    public boolean hasAny(UserId person) {
        return repository.hasAny(person.value());
    }

    @Override
    public int count(UserId person) {
        return repository.all(person.value()).size();
    }

    /// What whoever wants to sign in has his passkey sign.
    public RequestOptions ask() {
        return options(challenges.make(Purpose.SIGN_IN, null), List.of());
    }

    /// What this person has one of his passkeys sign, to prove that it is still he.
    public RequestOptions ask(UserId person) {
        return options(challenges.make(Purpose.CONFIRM, person), repository.all(person.value()));
    }

    private RequestOptions options(String challenge, List<Passkey> allowed) {
        return new RequestOptions(
                challenge, party.id(), PasskeyChallenges.VALID.toMillis(), descriptors(allowed), REQUIRED);
    }

    static List<CreationOptions.Descriptor> descriptors(List<Passkey> passkeys) {
        return passkeys.stream()
                .map(one -> new CreationOptions.Descriptor("public-key", one.credentialId(), one.transports()))
                .toList();
    }

    /// Who signed what [#ask()] told. It proves two factors: the device, and that it knew its owner.
    ///
    /// @param answer the JSON of the browser's `PublicKeyCredential`
    /// @throws ProblemException (`Invalid`) when it is no such thing, AUTH001 when it is not accepted,
    /// without a reason: that stands in the audit trail
    public UserId whoSigned(String answer) {
        Shown shown = read(answer);
        if (shown.userHandle() == null) {
            throw refused(null, Reason.UNKNOWN);
        }
        return proved(Purpose.SIGN_IN, null, shown);
    }

    /// Passes when one of this person's passkeys signed what [#ask(UserId)] told him.
    ///
    /// @throws ProblemException as above
    public void require(UserId person, String answer) {
        proved(Purpose.CONFIRM, person, read(answer));
    }

    private Shown read(String answer) {
        return verifier.readSigned(answer)
                .orElseThrow(() -> Problem.invalid("credential", "is not what a browser answers for a passkey")
                        .exception());
    }

    private UserId proved(Purpose purpose, @Nullable UserId asked, Shown shown) {
        if (!challenges.use(purpose, asked, shown.challenge())) {
            throw refused(asked, Reason.CHALLENGE);
        }
        Passkey passkey =
                repository.byCredential(shown.credentialId()).orElseThrow(() -> refused(asked, Reason.UNKNOWN));
        UserId owner = new UserId(passkey.userId());
        if ((asked != null && !asked.equals(owner)) || !isOf(passkey.userId(), shown)) {
            throw refused(owner, Reason.OTHER_PERSON);
        }
        Signed signed = signed(shown, passkey, owner);
        if (!repository.used(passkey, signed.signCount(), signed.isBackedUp(), clock.instant())) {
            throw refused(owner, Reason.COUNTER);
        }
        return owner;
    }

    private static boolean isOf(ObjectId owner, Shown shown) {
        return shown.userHandle() == null || shown.userHandle().equals(PasskeyVerifier.text(owner.toByteArray()));
    }

    private Signed signed(Shown shown, Passkey passkey, UserId owner) {
        try {
            return verifier.verify(shown, passkey, party.asking(shown.challenge()));
        } catch (MaliciousCounterValueException copied) {
            throw refused(owner, Reason.COUNTER);
        } catch (VerificationException wrong) {
            throw refused(owner, Reason.NOT_SIGNED);
        }
    }

    private ProblemException refused(@Nullable UserId person, Reason reason) {
        events.publishEvent(new PasskeyRefused(person, reason));
        return notAccepted();
    }

    /// Says that a passkey was not accepted, and not why.
    public static ProblemException notAccepted() {
        return new Problem.Unauthenticated(
                        "AUTH001", "The passkey was not accepted: try again, or sign in in another way.")
                .exception();
    }

    /// What a browser answers, for telling one passkey from others before anything is known of it.
    ///
    /// @throws ProblemException (`Invalid`) when it is nothing that a browser answers
    public String credential(String answer) {
        return read(answer).credentialId();
    }

    /// Removes all passkeys of a person, and what he was asked to sign.
    public void removeAll(UserId person) {
        challenges.removeAll(person);
        repository.all(person.value()).forEach(passkey -> {
            if (repository.remove(passkey.id())) {
                events.publishEvent(new PasskeyEvent(person, PasskeyEvent.REMOVED, passkey.id(), passkey.name()));
            }
        });
    }
}
