package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Grant;
import io.automedia.mail.Mails;
import io.automedia.shared.UserId;
import io.automedia.users.AccountCreated;
import io.automedia.users.AddressConfirmed;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Shares collections with e-mail addresses. Whoever has confirmed that one is his gets his permission at once; else it
/// waits until somebody has, [Grants#WAITS] at most. Where no mail is delivered nobody can confirm anything by himself:
/// there an account that exists when it is named has its address. Whoever shares can't tell the one from the other: not
/// by the answer, nor by what the collection, the trail and his activity show him, then or later. So what waited too
/// long stays listed, too, and gives nothing.
@Component
final class AddressSharing {
    private static final Logger log = LoggerFactory.getLogger(AddressSharing.class);

    /// So many are taken at once, the rest the next time.
    private static final int AT_ONCE = 100;

    private final CollectionEdits edits;
    private final CollectionRepository repository;
    private final Users users;
    private final CollectionSharing sharing;
    private final Access access;
    private final Mails mails;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AddressSharing(
            CollectionEdits edits,
            CollectionRepository repository,
            Users users,
            CollectionSharing sharing,
            Access access,
            Mails mails,
            Clock clock,
            ApplicationEventPublisher events) {
        this.edits = edits;
        this.repository = repository;
        this.users = users;
        this.sharing = sharing;
        this.access = access;
        this.mails = mails;
        this.clock = clock;
        this.events = events;
    }

    /// @param email in its one spelling
    PostCollection share(Caller caller, ObjectId id, String email, Role role, OptionalLong demanded) {
        ObjectId self = access.requirePerson(caller).value();
        PostCollection shared = edits.edit(caller, id, demanded, "shared", (collection, now) -> {
            User known = users.byEmail(email).orElse(null);
            CollectionSharing.requireShareable(collection, known != null && self.equals(known.id()) ? self : null);
            List<Grant> grants = Grants.of(collection);
            CollectionSharing.requireRoom(Grants.without(grants, Grants.to(email)));
            ObjectId person =
                    known == null || !has(known) || collection.userId().equals(known.id()) ? null : known.id();
            PostCollection changed = collection.sharedBy(
                    Grants.with(grants, Grants.to(email), new Grant(email, person, role, now)), now);
            return new CollectionEdits.Edit(changed, PendingNote.of(person, changed, now));
        });
        sharing.tell(shared, email, personOf(email, shared), PermissionChanged.word(role));
        return shared;
    }

    /// Whether the address of an account counts as its owner's.
    private boolean has(User user) {
        return user.isVerified() || !mails.areDelivered();
    }

    private static @Nullable ObjectId personOf(String email, PostCollection collection) {
        return to(email, collection.grants()).map(Grant::userId).orElse(null);
    }

    private static Optional<Grant> to(String email, List<Grant> grants) {
        return grants.stream().filter(Grants.to(email)).findFirst();
    }

    void unshare(Caller caller, ObjectId id, String email, OptionalLong demanded) {
        CollectionSharing.Ended ended = sharing.end(caller, id, demanded, Grants.to(email), true);
        sharing.tell(ended.collection(), email, ended.grants().getFirst().userId(), PermissionChanged.NOTHING);
    }

    /// Gives somebody what waits for his address, when that is confirmed. That this fails is no reason for what he
    /// does to fail: it waits on.
    void take(UserId id) {
        try {
            users.byId(id)
                    .filter(User::isVerified)
                    .ifPresent(user -> repository
                            .waitingFor(user, Grants.waitingSince(clock.instant()), AT_ONCE)
                            .forEach(collection -> take(collection, user)));
        } catch (RuntimeException failure) {
            log.warn("What waits for the address of {} was not looked for: {}", id, failure.toString());
        }
    }

    /// What fails in one collection is no reason to leave out the others.
    private void take(ObjectId id, User user) {
        try {
            edits.take(id, user.id(), collection -> taken(collection, user))
                    .map(taken -> new PermissionTaken(new PermissionChanged(
                            new UserId(taken.userId()),
                            id,
                            taken.name(),
                            user.userId(),
                            CollectionSharing.present(taken, user.id()))))
                    .ifPresent(events::publishEvent);
        } catch (RuntimeException failure) {
            log.warn("What waits in the collection {} for an address was not taken: {}", id, failure.toString());
        }
    }

    private Optional<List<Grant>> taken(PostCollection collection, User user) {
        List<Grant> grants = Grants.of(collection);
        return to(user.email(), grants)
                .filter(waiting -> Grants.waits(waiting, clock.instant())
                        && !collection.userId().equals(user.id()))
                .map(waiting -> Grants.with(
                        grants,
                        Grants.to(user.email()),
                        new Grant(waiting.email(), user.id(), waiting.role(), waiting.grantedAt())));
    }

    @EventListener
    void hasAccount(AccountCreated created) {
        take(created.person());
    }

    @EventListener
    void hasAddress(AddressConfirmed confirmed) {
        take(confirmed.person());
    }
}
