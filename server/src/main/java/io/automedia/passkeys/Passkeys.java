package io.automedia.passkeys;

import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.verifier.exception.VerificationException;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.access.WaysIn;
import io.automedia.passkeys.PasskeyChallenges.Purpose;
import io.automedia.passkeys.PasskeyVerifier.Made;
import io.automedia.shared.Etag;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door for a person who looks after his own passkeys. Adding and removing one wants a
/// session whose owner proved a moment ago who he is.
@Component
public final class Passkeys {
    /// Of a passkey's name, in characters.
    public static final int LONGEST_NAME = 100;

    private static final int MOST = 20;

    private final PasskeysRepository repository;
    private final PasskeyChallenges challenges;
    private final PasskeyVerifier verifier;
    private final RelyingParty party;
    private final RecentProof recentProof;
    private final WaysIn waysIn;
    private final Access access;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Passkeys(
            PasskeysRepository repository,
            PasskeyChallenges challenges,
            PasskeyVerifier verifier,
            RelyingParty party,
            RecentProof recentProof,
            WaysIn waysIn,
            Access access,
            Users users,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.challenges = challenges;
        this.verifier = verifier;
        this.party = party;
        this.recentProof = recentProof;
        this.waysIn = waysIn;
        this.access = access;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /// What the caller's browser needs to make a passkey for him.
    ///
    /// @throws ProblemException (`ConfirmationNeeded`, `Forbidden`) as [RecentProof#require],
    /// (`Conflict`) when he has as many as one may have
    public CreationOptions begin(Caller caller) {
        UserId person = proved(caller);
        User user =
                users.byId(person).orElseThrow(() -> Problem.notFound("user").exception());
        List<Passkey> known = repository.all(person.value());
        requireRoom(known);
        return new CreationOptions(
                challenges.make(Purpose.ADD, person),
                new CreationOptions.Party(party.id(), RelyingParty.NAME),
                new CreationOptions.Person(
                        PasskeyVerifier.text(person.value().toByteArray()), user.email(), user.email()),
                PasskeyVerifier.ALGORITHMS.stream()
                        .map(one -> new CreationOptions.Algorithm(
                                "public-key", one.getAlg().getValue()))
                        .toList(),
                PasskeyChallenges.VALID.toMillis(),
                PasskeyProofs.descriptors(known),
                new CreationOptions.Selection(PasskeyProofs.REQUIRED, true, PasskeyProofs.REQUIRED),
                "none");
    }

    /// Adds the passkey that the caller's browser made of [#begin].
    ///
    /// @param answer the JSON of its `PublicKeyCredential`
    /// @throws ProblemException as above; (`Invalid`) when it is not what was asked for, was taken
    /// before or took longer than five minutes, (`Conflict`) when somebody has it already
    public Passkey add(Caller caller, @Nullable String name, @Nullable String answer) {
        UserId person = proved(caller);
        String given = named(name);
        if (answer == null) {
            throw Problem.invalid("credential", "is required").exception();
        }
        requireRoom(repository.all(person.value()));
        Made made = made(person, answer);
        Passkey passkey = new Passkey(
                new ObjectId(),
                person.value(),
                given,
                made.credentialId(),
                made.publicKey(),
                made.signCount(),
                made.isBackupEligible(),
                made.isBackedUp(),
                made.transports(),
                null,
                clock.instant(),
                0);
        if (!repository.add(passkey)) {
            throw new Problem.Conflict("This passkey is somebody's already.").exception();
        }
        requireStillProved(caller, passkey);
        events.publishEvent(new PasskeyEvent(person, PasskeyEvent.ADDED, passkey.id(), passkey.name()));
        return passkey;
    }

    /// Whoever ended the session meanwhile wanted nothing of it to last.
    private void requireStillProved(Caller caller, Passkey added) {
        try {
            proved(caller);
        } catch (ProblemException over) {
            repository.remove(added.id());
            throw over;
        }
    }

    private Made made(UserId person, String answer) {
        RegistrationData data = verifier.readMade(answer).orElseThrow(Passkeys::notAsked);
        String challenge = PasskeyVerifier.challenge(data.getCollectedClientData());
        if (challenge == null || !challenges.use(Purpose.ADD, person, challenge)) {
            throw Problem.invalid("credential", "answers nothing that was asked in the last five minutes: begin again")
                    .exception();
        }
        try {
            return verifier.verify(data, party.asking(challenge));
        } catch (VerificationException wrong) {
            throw notAsked();
        }
    }

    private static ProblemException notAsked() {
        return Problem.invalid("credential", "is not a passkey as it was asked for")
                .exception();
    }

    private static void requireRoom(List<Passkey> known) {
        if (known.size() >= MOST) {
            throw new Problem.Conflict("You have " + MOST + " passkeys, which is the most: remove one first.")
                    .exception();
        }
    }

    private static String named(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "must have 1 to " + LONGEST_NAME + " characters")
                    .exception();
        }
        return stripped;
    }

    /// The caller's passkeys.
    public Page<Passkey> list(Caller caller, PageRequest page) {
        return repository.of(access.requirePerson(caller).value(), page);
    }

    /// One passkey of the caller.
    ///
    /// @throws ProblemException (`NotFound`) when it is not his
    public Passkey one(Caller caller, ObjectId id) {
        return access.own(caller, repository.byId(id), "passkey");
    }

    /// Calls a passkey something else.
    ///
    /// @throws ProblemException (`NotFound`) when it is not the caller's, (`Forbidden`) when he shows
    /// an API token, (`Invalid`), (`Stale`) when it has not the version that he demands
    public Passkey rename(Caller caller, ObjectId id, @Nullable String name, OptionalLong demanded) {
        access.requireSession(caller);
        Passkey read = one(caller, id);
        Etag.require(demanded, read.version());
        if (!repository.rename(read, named(name), demanded.isPresent())) {
            throw Etag.stale().exception();
        }
        return one(caller, id);
    }

    /// Removes a passkey: from now on it opens nothing.
    ///
    /// @throws ProblemException (`NotFound`) when it is not the caller's; (`ConfirmationNeeded`,
    /// `Forbidden`) as [RecentProof#require]; (`Conflict`) when he could not sign in any more; (`Stale`)
    /// when it has not the version that he demands
    public void remove(Caller caller, ObjectId id, OptionalLong demanded) {
        access.requireSession(caller);
        Passkey passkey = one(caller, id);
        Etag.require(demanded, passkey.version());
        UserId person = proved(caller);
        if (repository.remove(id)) {
            waysIn.requireAny(person, () -> repository.add(passkey));
            events.publishEvent(new PasskeyEvent(person, PasskeyEvent.REMOVED, id, passkey.name()));
        }
    }

    private UserId proved(Caller caller) {
        Caller.Person person = access.requireSession(caller);
        recentProof.require(person);
        return person.userId();
    }
}
