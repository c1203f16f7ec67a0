package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.CollectionFiller.Placing;
import io.automedia.content.ContentLibrary;
import io.automedia.content.SeenPost;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.updates.Updates;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// People's collections of posts: the front door. Its owners decide about a collection, its editors fill it, its
/// viewers see it; to all others it isn't there.
@Component
public final class Collections {
    private static final int MOST_COLLECTIONS = 1_000;
    private static final int AT_ONCE = 100;

    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionEdits edits;
    private final CollectionFiller filler;
    private final CollectionWithdrawals withdrawals;
    private final CollectionSharing sharing;
    private final AddressSharing addressSharing;
    private final Users users;
    private final ContentLibrary library;
    private final Access access;
    private final Updates updates;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Collections(
            CollectionRepository repository,
            CollectionItems items,
            CollectionEdits edits,
            CollectionFiller filler,
            CollectionWithdrawals withdrawals,
            CollectionSharing sharing,
            AddressSharing addressSharing,
            Users users,
            ContentLibrary library,
            Access access,
            Updates updates,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.repository = repository;
        this.items = items;
        this.edits = edits;
        this.filler = filler;
        this.withdrawals = withdrawals;
        this.sharing = sharing;
        this.addressSharing = addressSharing;
        this.users = users;
        this.library = library;
        this.access = access;
        this.updates = updates;
        this.clock = clock;
    }

    /// A post in a collection, as the caller sees it.
    public record Entry(CollectionItem item, SeenPost post) {}

    /// Keeps a new collection.
    ///
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when he has one of that name
    public PostCollection create(Caller caller, CollectionDraft draft) {
        UserId owner = access.requirePerson(caller);
        if (repository.countOf(owner.value(), MOST_COLLECTIONS) >= MOST_COLLECTIONS) {
            throw new Problem.Conflict(
                            "You have " + MOST_COLLECTIONS + " collections, the most there can be: delete one first.")
                    .exception();
        }
        Instant now = clock.instant();
        PostCollection collection = new PostCollection(
                new ObjectId(),
                owner.value(),
                draft.name(),
                draft.description(),
                draft.type(),
                draft.rules(),
                draft.settings(),
                PostCollection.Statistics.NONE,
                List.of(),
                List.of(),
                draft.tags(),
                draft.color(),
                draft.icon(),
                now,
                now,
                0);
        repository.insert(collection, CollectionAnnouncement.of(collection, "created", null, now));
        updates.hint();
        tellVisibility(collection, false);
        return collection;
    }

    /// A collection that the caller may see.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public PostCollection get(Caller caller, ObjectId id) {
        return edits.require(caller, id, Role.VIEWER);
    }

    /// A collection that the caller opens. That somebody else than its owner did is counted.
    public PostCollection open(Caller caller, ObjectId id) {
        PostCollection collection = get(caller, id);
        return access.requirePerson(caller).value().equals(collection.userId())
                ? collection
                : repository.viewed(collection);
    }

    /// What the caller may do with a collection that he sees.
    public Role role(Caller caller, PostCollection collection) {
        Role role = access.role(caller, collection);
        return role == null ? Role.VIEWER : role;
    }

    Page<PostCollection> list(Caller caller, CollectionRepository.Scope scope, PageRequest page) {
        UserId person = access.requirePerson(caller);
        if (scope == CollectionRepository.Scope.SHARED) {
            addressSharing.take(person);
        }
        return repository.list(person.value(), scope, page);
    }

    /// Changes a collection, when it still has the version that the caller demands.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Forbidden`, `Conflict`)
    public PostCollection change(Caller caller, ObjectId id, CollectionRequest request, OptionalLong demanded) {
        AtomicBoolean wasPublic = new AtomicBoolean();
        PostCollection changed = edits.change(caller, id, demanded, "changed", (collection, now) -> {
            wasPublic.set(collection.isPublic());
            return collection.with(request.over(collection.draft()), now);
        });
        tellVisibility(changed, wasPublic.get());
        return changed;
    }

    private void tellVisibility(PostCollection collection, boolean wasPublic) {
        if (collection.isPublic() != wasPublic) {
            events.publishEvent(new CollectionVisibilityChanged(
                    new UserId(collection.userId()), collection.id(), collection.name(), collection.isPublic()));
        }
    }

    /// Deletes a collection. The posts in it stay where else they are.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Forbidden`)
    public void delete(Caller caller, ObjectId id, OptionalLong demanded) {
        edits.claim(caller, id, demanded);
        delete(id, null);
    }

    /// Emptied first, so that a node that dies on the way leaves a collection that can be deleted again; and after it,
    /// since somebody may have put a post into it meanwhile. All who saw it by name are told, but
    /// for who is erased.
    private void delete(ObjectId id, @Nullable ObjectId erased) {
        withdrawals.empty(id);
        Instant now = clock.instant();
        repository.find(id).ifPresent(gone -> {
            repository.delete(id, CollectionAnnouncement.ofDeletion(gone, now), erased, now);
            events.publishEvent(new CollectionDeleted(new UserId(gone.userId()), id));
        });
        updates.hint();
        withdrawals.empty(id);
    }

    /// The posts of a collection that the caller may see, in its order.
    public Page<Entry> items(Caller caller, ObjectId id, PageRequest wanted) {
        Page<CollectionItem> page = items.page(edits.require(caller, id, Role.VIEWER), wanted);
        Map<ObjectId, SeenPost> posts =
                library
                        .see(
                                caller,
                                page.items().stream()
                                        .map(CollectionItem::contentId)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(post -> post.content().id(), Function.identity()));
        List<Entry> entries = new ArrayList<>();
        for (CollectionItem item : page.items()) {
            SeenPost post = posts.get(item.contentId());
            if (post != null) {
                entries.add(new Entry(item, post));
            }
        }
        return new Page<>(entries, page.page());
    }

    /// Puts posts of the caller's library into a collection. Those that are in it get the note and the position, when
    /// these are given.
    ///
    /// @param contentIds at most 100
    /// @param position of the first one, with the others after it, when its order is by positions; null for behind
    ///     the last
    /// @return how many are new in it
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when one isn't in his library, (`Conflict`)
    ///     when there is no room for all of them
    public int add(
            Caller caller, ObjectId id, List<ObjectId> contentIds, @Nullable String note, @Nullable Long position) {
        return filler.add(caller, id, contentIds, new Placing(note, position));
    }

    /// Takes posts out of a collection.
    ///
    /// @return how many were in it
    public long remove(Caller caller, ObjectId id, List<ObjectId> contentIds) {
        return filler.remove(caller, id, contentIds);
    }

    /// Whom a collection is shared with. Its owners see all of them, others only themselves.
    public List<SharedWith> permissions(Caller caller, ObjectId id) {
        return sharing.permissions(caller, id);
    }

    /// Shares a collection with a person, or changes what he may do with it. Nothing tells whether an address has an
    /// account: until somebody has it and it is confirmed, the permission waits.
    ///
    /// @param person his e-mail address or his id
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when there is nobody of that id, (`Conflict`) when
    ///     the collection can't be shared
    public PostCollection share(Caller caller, ObjectId id, String person, Role role, OptionalLong demanded) {
        return ObjectId.isValid(person)
                ? sharing.share(caller, id, new ObjectId(person), role, demanded)
                : addressSharing.share(caller, id, address("person", person), role, demanded);
    }

    private String address(String field, String email) {
        return users.address(email)
                .orElseThrow(() -> Problem.invalid(field, "must be an e-mail address or an id")
                        .exception());
    }

    /// Ends the sharing with an address.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`) when it isn't shared with that
    public void unshare(Caller caller, ObjectId id, String email, OptionalLong demanded) {
        addressSharing.unshare(caller, id, address("email", email), demanded);
    }

    /// Ends the sharing with a person. Everybody may end it for himself, only its owners for others.
    ///
    /// @param person null for the caller himself
    public void unshare(Caller caller, ObjectId id, @Nullable ObjectId person, OptionalLong demanded) {
        sharing.unshare(caller, id, person, demanded);
    }

    /// Removes everything that a person has here, and what he put into collections of others.
    public void erase(UserId user) {
        List<PostCollection> own = repository.ofUser(user.value(), AT_ONCE);
        while (!own.isEmpty()) {
            own.forEach(collection -> delete(collection.id(), user.value()));
            own = repository.ofUser(user.value(), AT_ONCE);
        }
        List<CollectionItem> added = items.addedBy(user.value(), null, AT_ONCE);
        while (!added.isEmpty()) {
            CollectionItem.posts(added)
                    .forEach((collection, posts) -> withdrawals.takeOut(collection, posts, user.value(), List.of()));
            added = items.addedBy(user.value(), null, AT_ONCE);
        }
        repository.forget(user.value());
        users.byId(user).filter(User::isVerified).ifPresent(person -> repository.forget(person.email()));
    }
}
