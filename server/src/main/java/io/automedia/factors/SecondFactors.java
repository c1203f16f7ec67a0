package io.automedia.factors;

import io.automedia.factors.FactorEvent.Kind;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to second factors. Whoever calls has found out whose they are; how often codes
/// may be tried is counted in `sessions`.
@Component
public final class SecondFactors {
    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

    /// How long after he was told the secret a person may show the first code.
    private static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(15);

    private static final int LONGEST_CODE = 40;

    private final SecondFactorsRepository repository;
    private final FieldEncryption encryption;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Totp totp = new Totp();

    SecondFactors(
            SecondFactorsRepository repository,
            FieldEncryption encryption,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.encryption = encryption;
        this.events = events;
        this.clock = clock;
    }

    /// Whether this person needs a code beside his password.
    public boolean isOn(UserId person) {
        return on(person).isPresent();
    }

    /// How things stand.
    public FactorState state(UserId person) {
        return on(person)
                .map(factor -> new FactorState(
                        factor.confirmedAt(), factor.recoveryCodes().size()))
                .orElse(new FactorState(null, 0));
    }

    private Optional<SecondFactor> on(UserId person) {
        return repository.of(person.value()).filter(SecondFactor::isOn);
    }

    /// Makes a secret. It is not asked for before [#confirm]; a former one that was not confirmed
    /// is forgotten.
    ///
    /// @param account what the authenticator calls it, such as the e-mail address
    /// @throws ProblemException (`Conflict`) when it is on already
    public Enrolment begin(UserId person, String account) {
        String secret = Totp.newSecret();
        SecondFactor next = new SecondFactor(
                person.value(),
                encryption.encrypt(SecondFactorsSchema.NAME, person.value(), SecondFactorsSchema.SECRET, secret),
                0,
                List.of(),
                clock.instant(),
                null);
        SecondFactor former = repository.of(person.value()).orElse(null);
        if (former != null && former.isOn()) {
            throw alreadyOn();
        }
        if (!(former == null ? repository.add(next) : made(former, found -> repository.replace(found, next)))) {
            throw changedMeanwhile();
        }
        return enrolment(secret, account);
    }

    /// The secret of [#begin] once more; empty when there is none that waits for its first code.
    public Optional<Enrolment> begun(UserId person, String account) {
        return repository
                .of(person.value())
                .filter(this::isWaiting)
                .map(this::secret)
                .map(secret -> enrolment(secret, account));
    }

    private static Enrolment enrolment(String secret, String account) {
        String uri = Totp.uri(secret, account);
        return new Enrolment(Totp.base32(secret), uri, QrCode.dataUri(uri));
    }

    private boolean isWaiting(SecondFactor factor) {
        return !factor.isOn() && clock.instant().isBefore(factor.startedAt().plus(CONFIRMED_WITHIN));
    }

    /// Switches it on, since the person's authenticator makes the right codes. The code is used up
    /// by this.
    ///
    /// @return the recovery codes, this once
    /// @throws ProblemException (`Conflict`) when it is on already, or was not begun in the last
    /// quarter of an hour; (`Invalid`) when the code is wrong
    public List<String> confirm(UserId person, String code) {
        SecondFactor factor = repository.of(person.value()).orElseThrow(SecondFactors::notBegun);
        if (factor.isOn()) {
            throw alreadyOn();
        }
        if (!isWaiting(factor)) {
            throw notBegun();
        }
        String secret = secret(factor);
        OptionalLong step = secret == null ? OptionalLong.empty() : matching(secret, code);
        if (step.isEmpty()) {
            throw Problem.invalid("code", "is not what the authenticator shows now: look at its clock, too")
                    .exception();
        }
        List<String> recovery = RecoveryCodes.make();
        if (!made(factor, found -> repository.confirm(found, step.getAsLong(), kept(recovery), clock.instant()))) {
            throw changedMeanwhile();
        }
        tell(person, Kind.ENABLED);
        return recovery;
    }

    /// Takes a code of the authenticator, or a recovery code, in place of which none is taken
    /// again.
    ///
    /// @return empty when it is wrong, or was used before
    public Optional<Factor> prove(UserId person, String code) {
        Optional<Factor> proved = on(person).flatMap(factor -> proved(factor, code));
        proved.ifPresentOrElse(
                factor -> {
                    if (factor == Factor.RECOVERY_CODE) {
                        tell(person, Kind.RECOVERY_CODE_USED);
                    }
                },
                () -> tell(person, Kind.CODE_REFUSED));
        return proved;
    }

    private Optional<Factor> proved(SecondFactor factor, String code) {
        if (code.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        String secret = secret(factor);
        OptionalLong step = secret == null ? OptionalLong.empty() : matching(secret, code);
        if (step.isPresent()) {
            return made(factor, found -> repository.use(found, step.getAsLong()))
                    ? Optional.of(Factor.AUTHENTICATOR)
                    : Optional.empty();
        }
        return RecoveryCodes.shown(code, factor.recoveryCodes())
                .filter(kept -> made(factor, found -> repository.use(found, kept)))
                .map(kept -> Factor.RECOVERY_CODE);
    }

    /// Makes a change of what was read, also when its secret was encrypted with another key
    /// meanwhile.
    private boolean made(SecondFactor factor, Predicate<SecondFactor> change) {
        return change.test(factor)
                || repository
                        .of(factor.id())
                        .filter(now -> isRotated(factor, now))
                        .filter(change)
                        .isPresent();
    }

    private boolean isRotated(SecondFactor before, SecondFactor now) {
        if (before.secret().equals(now.secret())) {
            return false;
        }
        String secret = secret(before);
        return secret != null && secret.equals(secret(now));
    }

    private OptionalLong matching(String secret, String code) {
        return totp.matching(secret, code, clock.instant());
    }

    /// Null when it was made with another master key, or for somebody else.
    ///
    /// @throws FieldEncryptionException when its key service is away: then no code is a wrong one
    private @Nullable String secret(SecondFactor factor) {
        try {
            return encryption.decrypt(
                    SecondFactorsSchema.NAME, factor.id(), SecondFactorsSchema.SECRET, factor.secret());
        } catch (FieldEncryptionException lost) {
            if (lost.mayPass()) {
                throw lost;
            }
            log.error("Codes of an authenticator can't be checked: {}", lost.getMessage());
            return null;
        }
    }

    /// Makes new recovery codes; the former ones open nothing more.
    ///
    /// @throws ProblemException (`Conflict`) when it is off
    public List<String> renewRecoveryCodes(UserId person) {
        SecondFactor factor =
                on(person).orElseThrow(() -> new Problem.Conflict("Two-factor authentication is off.").exception());
        List<String> recovery = RecoveryCodes.make();
        if (!made(factor, found -> repository.renew(found, kept(recovery)))) {
            throw changedMeanwhile();
        }
        tell(person, Kind.RECOVERY_CODES_RENEWED);
        return recovery;
    }

    /// Switches it off: the password is enough again.
    ///
    /// @return false when it was off
    public boolean remove(UserId person) {
        boolean wasOn = isOn(person);
        boolean removed = repository.remove(person.value()) && wasOn;
        if (removed) {
            tell(person, Kind.DISABLED);
        }
        return removed;
    }

    private void tell(UserId person, Kind kind) {
        events.publishEvent(new FactorEvent(person, kind));
    }

    private static List<String> kept(List<String> recoveryCodes) {
        return recoveryCodes.stream().map(RecoveryCodes::kept).toList();
    }

    private static ProblemException alreadyOn() {
        return new Problem.Conflict("Two-factor authentication is on already: turn it off first.").exception();
    }

    private static ProblemException notBegun() {
        return new Problem.Conflict("There is no new secret that waits for its first code: begin again.").exception();
    }

    private static ProblemException changedMeanwhile() {
        return new Problem.Conflict("It was changed at the same time elsewhere: begin again.").exception();
    }
}
