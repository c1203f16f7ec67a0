package io.automedia.users;

import static java.util.Objects.requireNonNull;

import io.automedia.access.Caller;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door for whoever gets an account: by asking for one, by an invitation, or from the command
/// line.
@Component
public final class NewAccounts {
    private final UsersRepository repository;
    private final Passwords passwords;
    private final UsersProperties properties;
    private final Plans plans;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    NewAccounts(
            UsersRepository repository,
            Passwords passwords,
            UsersProperties properties,
            Plans plans,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.passwords = passwords;
        this.properties = properties;
        this.plans = plans;
        this.clock = clock;
        this.events = events;
    }

    /// Makes an account for whoever asks.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when registration is closed,
    /// (`Invalid`) naming what is wrong, (`Conflict`) when the address has an account
    public User register(Registration registration) {
        requireOpenRegistration();
        return create(registration, Caller.Person.USER);
    }

    private void requireOpenRegistration() {
        if (!isRegistrationOpen()) {
            throw new Problem.Forbidden("Registration is closed here: ask an administrator for an account.")
                    .exception();
        }
    }

    /// An account that is to be made when the address is confirmed. Whether the address has one already
    /// makes no difference, neither to the answer nor to the time it takes.
    ///
    /// @param password its hash
    public record Prepared(String email, String password, Profile profile) {
        @Override
        public String toString() {
            return "Prepared[]";
        }
    }

    /// Checks a registration without making the account.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when registration is closed,
    /// (`Invalid`) naming what is wrong
    public Prepared prepare(Registration registration) {
        requireOpenRegistration();
        User user = registered(registration, Caller.Person.USER);
        return new Prepared(user.email(), user.password(), user.profile());
    }

    /// Whether this password was chosen for an account that is to be made.
    public boolean isPassword(Prepared prepared, String password) {
        return passwords.matches(password, prepared.password());
    }

    /// Makes the account of somebody who has shown that the address is his.
    ///
    /// @param language as in `en` or `zh-CN`
    /// @param role `user` or `admin`
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when the address has one
    public User admit(Prepared prepared, String language, String role) {
        return admit(new ObjectId(), prepared, language, role);
    }

    private User admit(ObjectId id, Prepared prepared, String language, String role) {
        User user = newUser(id, prepared.email(), prepared.password(), prepared.profile(), role)
                .with(prepared.email(), prepared.password(), true, true);
        User speaking = user.with(
                user.profile(),
                user.preferences().with(language, user.preferences().theme()));
        if (!repository.add(speaking)) {
            throw taken();
        }
        events.publishEvent(new AccountCreated(speaking.userId(), role));
        return speaking;
    }

    /// Makes the account of somebody who was invited to an address.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `Conflict`)
    public User admit(Registration registration, String language, String role) {
        User user = registered(registration, role);
        return admit(new Prepared(user.email(), user.password(), user.profile()), language, role);
    }

    /// Makes the account of somebody for whom a provider vouches, who says that the address is his. He
    /// has no password.
    ///
    /// @param id that it gets
    /// @param profile as the provider tells it
    /// @param language as in `en` or `zh-CN`
    /// @throws io.automedia.shared.ProblemException (`Invalid`), (`Conflict`) when the address has an
    /// account
    public User admit(UserId id, String email, Profile profile, String language) {
        Prepared prepared = new Prepared(EmailAddress.require(email), User.NO_PASSWORD, profile.checked());
        return admit(id.value(), prepared, language, Caller.Person.USER);
    }

    static ProblemException taken() {
        return new Problem.Conflict("There is an account with this e-mail address already.").exception();
    }

    /// Whether people may make accounts themselves.
    public boolean isRegistrationOpen() {
        return properties.registration() == UsersProperties.Policy.OPEN;
    }

    /// Makes an account whatever the policy is. It is for the command line and the demo.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `Conflict`)
    public User createUser(String email, String password) {
        return create(Registration.of(email, password), Caller.Person.USER);
    }

    /// Makes an account that runs this instance.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `Conflict`)
    public User createAdmin(String email, String password) {
        return create(Registration.of(email, password), Caller.Person.ADMIN);
    }

    private User create(Registration registration, String role) {
        User user = registered(registration, role);
        if (!repository.add(user)) {
            throw taken();
        }
        events.publishEvent(new AccountCreated(user.userId(), role));
        return user;
    }

    private User registered(Registration registration, String role) {
        Faults faults = new Faults();
        String email = faults.tried(() -> EmailAddress.require(registration.email()));
        String password = faults.tried(() -> passwords.checked(registration.password(), email));
        Profile profile =
                registration.profile() == null ? Profile.empty() : faults.tried(registration.profile()::checked);
        faults.raise();
        return newUser(
                new ObjectId(),
                requireNonNull(email),
                passwords.hash(requireNonNull(password)),
                requireNonNull(profile),
                role);
    }

    private User newUser(ObjectId id, String email, String hash, Profile profile, String role) {
        Instant now = clock.instant();
        return new User(
                id,
                email,
                hash,
                profile,
                Preferences.standard(),
                User.Settings.standard(plans.limits(Plans.FREE)),
                new User.Subscription(Plans.FREE, "active", null, null, false),
                new User.Statistics(0, 0, 0, null),
                true,
                false,
                role,
                null,
                now,
                now,
                0);
    }
}
