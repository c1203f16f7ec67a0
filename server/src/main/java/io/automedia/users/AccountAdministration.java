package io.automedia.users;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.OthersThings;
import io.automedia.access.RecentProof;
import io.automedia.audit.AdminReading;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.storage.Lease;
import io.automedia.storage.Leases;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to all accounts, for administrators. There is always one who can come in: the last one is neither
/// demoted nor
/// deactivated.
@Component
public final class AccountAdministration {
    /// What an account can subscribe to.
    public static final List<String> PLANS = Plans.NAMES;

    /// How a subscription can stand; only the first two give more than the free plan.
    public static final List<String> STATUSES = User.Subscription.STATUSES;

    private static final String LEASE = "administrators";
    private static final Duration LEASE_TIME = Duration.ofSeconds(30);

    private final Users users;
    private final UsersRepository repository;
    private final Plans plans;
    private final Access access;
    /// Of a module above this one.
    private final ObjectProvider<RecentProof> recentProof;

    private final Leases leases;
    private final ApplicationEventPublisher events;
    private final ReentrantLock here = new ReentrantLock();

    AccountAdministration(
            Users users,
            UsersRepository repository,
            Plans plans,
            Access access,
            ObjectProvider<RecentProof> recentProof,
            Leases leases,
            ApplicationEventPublisher events) {
        this.users = users;
        this.repository = repository;
        this.plans = plans;
        this.access = access;
        this.recentProof = recentProof;
        this.leases = leases;
        this.events = events;
    }

    /// Accounts, the newest first. That an administrator looked is written down; those who were asked for by their
    /// addresses find it among their own entries.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`)
    public Page<User> list(Caller caller, AccountQuery query, PageRequest page) {
        access.requireAdmin(caller);
        Page<User> found = repository.page(query, page);
        List<UserId> named =
                query.namesSomebody() ? found.items().stream().map(User::userId).toList() : List.of();
        named.forEach(person -> OthersThings.note(caller, person));
        events.publishEvent(new AdminReading("accounts", null, named));
        return found;
    }

    /// One account. That an administrator looked at somebody else's is written down, and he finds it among his own
    /// entries.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`, `NotFound`)
    public User get(Caller caller, ObjectId id) {
        access.requireAdmin(caller);
        User user = require(id);
        noteReading(caller, user.userId());
        return user;
    }

    private void noteReading(Caller caller, UserId account) {
        boolean isOwn =
                caller instanceof Caller.Person person && person.userId().equals(account);
        if (!isOwn) {
            OthersThings.note(caller, account);
            events.publishEvent(new AdminReading("account", account, List.of(account)));
        }
    }

    private User require(ObjectId id) {
        return repository.byId(id).orElseThrow(() -> Problem.notFound("user").exception());
    }

    /// Changes what somebody may do. When this returns, whoever was deactivated has no open session, token or
    /// connection any more.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`, `NotFound`, `Invalid`, `Stale`;
    ///     `ConfirmationNeeded` for another role or a closed account without a recent proof; `Conflict` when nobody
    ///     would be left who runs this instance)
    public User change(Caller caller, ObjectId id, AccountChange change, OptionalLong demanded) {
        access.requireAdmin(caller);
        if (change.role() != null || Boolean.FALSE.equals(change.isActive())) {
            recentProof.getObject().require(caller);
        }
        User before = get(caller, id);
        User after = change.mayTakeAdmin() ? alone(() -> changed(id, change, demanded)) : changed(id, change, demanded);
        tell(caller instanceof Caller.Person person ? person.userId() : null, change, before, after);
        return after;
    }

    private User changed(ObjectId id, AccountChange change, OptionalLong demanded) {
        return users.change(new UserId(id), demanded, user -> {
            User after = change.over(user, plans);
            if (isAdmin(user) && !isAdmin(after) && !repository.isAnotherAdmin(id)) {
                throw new Problem.Conflict("This is the only administrator: make another one first.").exception();
            }
            return after;
        });
    }

    private static boolean isAdmin(User user) {
        return user.isActive() && user.role().equals(Caller.Person.ADMIN);
    }

    /// Two administrators who demote each other at once would leave none.
    private User alone(Supplier<User> work) {
        here.lock();
        try {
            Lease lease = leases.acquire(LEASE, LEASE_TIME)
                    .orElseThrow(() -> new Problem.Conflict(
                                    "Another administrator is being changed at the moment: try again.")
                            .exception());
            try {
                return work.get();
            } finally {
                leases.release(lease);
            }
        } finally {
            here.unlock();
        }
    }

    /// Who is closed once more is told again: the first time may have been broken off.
    private void tell(@Nullable UserId by, AccountChange change, User before, User after) {
        UserId account = after.userId();
        if (!before.isActive() && after.isActive()) {
            events.publishEvent(new AdminChange.Reactivated(account, by));
        }
        if (!before.role().equals(after.role())) {
            events.publishEvent(new AdminChange.RoleChanged(account, by, before.role(), after.role()));
        }
        if (!before.subscription().equals(after.subscription())
                || !before.settings().rateLimits().equals(after.settings().rateLimits())
                || !before.settings().features().equals(after.settings().features())) {
            events.publishEvent(new AdminChange.LimitsChanged(
                    account,
                    by,
                    after.subscription(),
                    after.settings().rateLimits(),
                    after.settings().features()));
        }
        if (Boolean.FALSE.equals(change.isActive())) {
            events.publishEvent(new AdminChange.Deactivated(account, by));
        }
    }
}
