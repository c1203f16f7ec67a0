package io.automedia.oidc;

import io.automedia.access.WayIn;
import io.automedia.shared.UserId;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to proving by an account at a provider who one is. Whether the account here is open is
/// asked in `sessions`.
@Component
public final class IdentityProofs implements WayIn {
    /// An account is there long before that, or never.
    private static final Duration BEING_MADE = Duration.ofMinutes(1);

    private final IdentitiesRepository repository;
    private final OidcProperties properties;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IdentityProofs(
            IdentitiesRepository repository,
            OidcProperties properties,
            Users users,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.properties = properties;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /// Whose it is; empty when nobody has connected it. What a program left that ended while it made an
    /// account is nobody's.
    public Optional<UserId> owner(ProviderIdentity shown) {
        return repository
                .bySubject(shown.issuer(), shown.subject())
                .filter(found -> !isLeftover(found))
                .map(found -> new UserId(found.userId()));
    }

    private boolean isLeftover(LinkedIdentity found) {
        boolean isLeft = found.createdAt().plus(BEING_MADE).isBefore(clock.instant())
                && users.byId(new UserId(found.userId())).isEmpty();
        if (isLeft) {
            repository.remove(found.id());
        }
        return isLeft;
    }

    /// Notes that somebody signed in with it.
    public void used(ProviderIdentity shown) {
        repository
                .bySubject(shown.issuer(), shown.subject())
                .ifPresent(found -> repository.used(found.id(), clock.instant()));
    }

    /// The names of the providers with which a person can prove who he is.
    public List<String> providers(UserId person) {
        List<String> issuers = repository.all(person.value()).stream()
                .map(LinkedIdentity::issuer)
                .toList();
        return properties.providers().entrySet().stream()
                .filter(entry -> issuers.contains(entry.getValue().issuer()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public int count(UserId person) {
        return providers(person).size();
    }

    /// Connects it with an account that is being made.
    ///
    /// @return false when somebody was faster
    public boolean admit(UserId person, ProviderIdentity shown) {
        LinkedIdentity made = made(person, shown);
        boolean added = repository.add(made);
        if (added) {
            repository.used(made.id(), made.createdAt());
        }
        return added;
    }

    LinkedIdentity made(UserId person, ProviderIdentity shown) {
        return new LinkedIdentity(
                new ObjectId(),
                person.value(),
                shown.provider().name(),
                shown.issuer(),
                shown.subject(),
                shown.email(),
                null,
                clock.instant());
    }

    /// Forgets what [#admit] connected with an account that was not made after all.
    public void dismiss(UserId person) {
        repository.all(person.value()).forEach(identity -> repository.remove(identity.id()));
    }

    /// Disconnects all accounts of a person.
    public void removeAll(UserId person) {
        repository.all(person.value()).forEach(identity -> {
            if (repository.remove(identity.id())) {
                events.publishEvent(
                        new IdentityEvent(person, IdentityEvent.DISCONNECTED, identity.id(), identity.provider()));
            }
        });
    }
}
