package io.automedia.users;

import com.mongodb.MongoWriteException;
import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.storage.Inserts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to people with an account.
@Component
public final class Users {
    private static final int ATTEMPTS = 5;

    private final UsersRepository repository;
    private final Passwords passwords;
    private final Plans plans;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Users(UsersRepository repository, Passwords passwords, Plans plans, Clock clock, ApplicationEventPublisher events) {
        this.repository = repository;
        this.passwords = passwords;
        this.plans = plans;
        this.clock = clock;
        this.events = events;
    }

    /// The active account with this address and password. Whether the address or the password was wrong
    /// can't be told from the answer nor from the time it takes.
    public Optional<User> authenticate(String email, String password) {
        return owner(email, password).filter(User::isActive);
    }

    /// The same, also of an account that is closed.
    public Optional<User> owner(String email, String password) {
        Optional<User> found = EmailAddress.normalise(email).flatMap(repository::byEmail);
        boolean right = passwords.matches(password, found.map(User::password).orElse(null));
        return right ? found : Optional.empty();
    }

    /// Whether this is a person's password.
    public boolean isPassword(UserId id, String password) {
        return passwords.matches(password, byId(id).map(User::password).orElse(null));
    }

    /// A password that a person may have, hashed.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) with the reason why he may not,
    /// (`NotFound`)
    public String newPassword(UserId id, @Nullable String password) {
        User user = byId(id).orElseThrow(() -> Problem.notFound("user").exception());
        return passwords.hash(passwords.checked(password, user.email()));
    }

    /// Gives a person another password.
    ///
    /// @param hash of [#newPassword]
    public User changePassword(UserId id, String hash) {
        return change(
                id, OptionalLong.empty(), user -> user.with(user.email(), hash, user.isActive(), user.isVerified()));
    }

    /// Notes that an address is the person's own, unless he has another one by now.
    public void confirm(UserId id, String email) {
        change(
                id,
                OptionalLong.empty(),
                user -> user.with(
                        user.email(),
                        user.password(),
                        user.isActive(),
                        user.isVerified() || user.email().equals(email)));
    }

    /// Gives a person another address, which he has shown to be his.
    ///
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when it has an account
    public User moveTo(UserId id, String email) {
        try {
            return change(id, OptionalLong.empty(), user -> user.with(email, user.password(), user.isActive(), true));
        } catch (MongoWriteException failed) {
            if (Inserts.isDuplicate(failed)) {
                throw NewAccounts.taken();
            }
            throw failed;
        }
    }

    /// Closes or opens an account. Whoever has a closed one can't sign in; his things stay.
    public User setActive(UserId id, boolean active) {
        return change(
                id, OptionalLong.empty(), user -> user.with(user.email(), user.password(), active, user.isVerified()));
    }

    /// Whether nobody else who can sign in runs this instance.
    public boolean isLastAdmin(User user) {
        return user.role().equals(Caller.Person.ADMIN) && !repository.isAnotherAdmin(user.id());
    }

    /// An address in its one spelling.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when it is none
    public String requireAddress(@Nullable String email) {
        return EmailAddress.require(email);
    }

    public Optional<User> byId(UserId id) {
        return repository.byId(id.value());
    }

    /// An address in its one spelling; empty when it is none.
    public Optional<String> address(String email) {
        return EmailAddress.normalise(email);
    }

    /// The account of an address in any spelling.
    public Optional<User> byEmail(String email) {
        return EmailAddress.normalise(email).flatMap(repository::byEmail);
    }

    /// The address as it is compared: all spellings of one account are one text. What is no address is left as
    /// it is.
    public String spelling(String email) {
        return EmailAddress.normalise(email).orElse(email);
    }

    /// The only account; empty when there is none, or more than one.
    public Optional<User> onlyUser() {
        List<User> oldest = repository.oldest(2);
        return oldest.size() == 1 ? Optional.of(oldest.getFirst()) : Optional.empty();
    }

    /// Whether there is no account at all.
    public boolean isEmpty() {
        return repository.oldest(1).isEmpty();
    }

    /// The administrator who was made first.
    public Optional<User> firstAdmin() {
        return repository.oldestWithRole(Caller.Person.ADMIN);
    }

    /// How much a person may do now: what his account says, and no more than the free plan once his subscription is
    /// over.
    ///
    /// @return empty for administrators, who set these limits and have none themselves, and when there is no such
    /// account
    public Optional<User.RateLimits> limits(UserId id) {
        return byId(id).flatMap(this::limits);
    }

    Optional<User.RateLimits> limits(User user) {
        return user.role().equals(Caller.Person.ADMIN)
                ? Optional.empty()
                : Optional.of(plans.limits(user.settings(), user.subscription().isRunning(clock.instant())));
    }

    /// Gives an account a plan and its limits.
    ///
    /// @param plan `free`, `pro` or `team`
    public User subscribe(UserId id, String plan) {
        AccountChange change = new AccountChange(
                null, null, new AccountChange.SubscriptionChange(plan, null, null, null, null), null, null);
        return change(id, OptionalLong.empty(), user -> change.over(user, plans));
    }

    /// Lets somebody who has an account run this instance.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public User makeAdmin(UserId id) {
        AccountChange change = new AccountChange(null, Caller.Person.ADMIN, null, null, null);
        return change(id, OptionalLong.empty(), user -> change.over(user, plans));
    }

    /// Notes that a person did something. The version of the account stays.
    public void noteActivity(UserId id, Instant at) {
        repository.noteActivity(id.value(), at);
    }

    /// Notes that a person's key for a provider of models was used. The version of the account stays.
    void noteKeyUsed(UserId id, ObjectId keyId, Instant at) {
        repository.noteKeyUsed(id.value(), keyId, at);
    }

    /// Counts posts that came into a person's library. The version of the account stays.
    public void countCollected(UserId id, long more) {
        if (more > 0) {
            repository.countCollected(id.value(), more);
        }
    }

    /// Counts what was generated for a person. The version of the account stays.
    public void countGenerated(UserId id, long contents, long tokens) {
        repository.countGenerated(id.value(), contents, tokens);
    }

    /// Takes an agent out of the preferences of all people, as when it is gone.
    ///
    /// @param except who may go on naming it; null for nobody
    public void forgetAgent(ObjectId agentId, @Nullable UserId except) {
        repository.forgetAgent(agentId, except == null ? null : except.value());
    }

    /// Changes an account. The change may run several times; it gets the newest version each time.
    ///
    /// @param demanded the version that the change was made for; empty for whatever is there
    /// @throws io.automedia.shared.ProblemException (`NotFound`, or `Stale` when another version is
    /// there)
    public User change(UserId id, OptionalLong demanded, UnaryOperator<User> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            User current = byId(id).orElseThrow(() -> Problem.notFound("user").exception());
            Etag.require(demanded, current.version());
            User changed = nextVersion(change.apply(current), current);
            if (repository.change(current, changed)) {
                tell(current, changed);
                return changed;
            }
        }
        throw new Problem.Conflict("It is being changed by others all the time: try again.").exception();
    }

    /// Another number of days is looked after at once, and from the beginning.
    private User.@Nullable Retention retention(User changed, User current) {
        Integer days = changed.preferences().contentDefaults().retentionDays();
        return Objects.equals(days, current.preferences().contentDefaults().retentionDays())
                ? current.retention()
                : days == null ? null : new User.Retention(clock.instant(), null, null, null);
    }

    /// People who keep posts for some days only and whose libraries are to be looked at, longest due
    /// first.
    public List<User> retentionsDue(Instant now, int limit) {
        return repository.retentionsDue(now, limit);
    }

    /// Notes how far the library of such a person was looked through, unless he set something else
    /// meanwhile. The version of the account stays.
    ///
    /// @param next null when there is nothing to look after
    /// @return whether it was noted
    public boolean retained(User user, User.@Nullable Retention next) {
        return repository.retained(user, next);
    }

    private void tell(User before, User changed) {
        List<String> what = new ArrayList<>();
        addIfOther(what, "email", before.email(), changed.email());
        addIfOther(what, "password", before.password(), changed.password());
        addIfOther(what, "role", before.role(), changed.role());
        addIfOther(what, "isActive", before.isActive(), changed.isActive());
        if (!what.isEmpty()) {
            events.publishEvent(new AccountChanged(changed.userId(), what, changed.role(), changed.isActive()));
        }
        boolean isKnown = before.isVerified() && before.email().equals(changed.email());
        if (changed.isVerified() && !isKnown) {
            events.publishEvent(new AddressConfirmed(changed.userId()));
        }
    }

    private static void addIfOther(List<String> what, String field, Object before, Object after) {
        if (!before.equals(after)) {
            what.add(field);
        }
    }

    private User nextVersion(User changed, User current) {
        return new User(
                current.id(),
                changed.email(),
                changed.password(),
                changed.profile(),
                changed.preferences(),
                changed.settings(),
                changed.subscription(),
                changed.statistics(),
                changed.isActive(),
                changed.isVerified(),
                changed.role(),
                retention(changed, current),
                current.createdAt(),
                clock.instant(),
                current.version() + 1);
    }
}
