package io.automedia.collections;

import com.mongodb.client.model.Updates;
import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Permission;
import io.automedia.content.CollectionMarks;
import io.automedia.content.ContentLibrary;
import io.automedia.content.SeenPost;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.updates.PendingUpdate;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// People's collections of posts: the front door. Its owners decide about a collection, its editors fill it, its
/// viewers see it; to all others it isn't there.
@Component
public final class Collections {
    /// How many posts can be added or removed at once.
    static final int AT_ONCE = 100;

    private static final String WHAT = "collection";
    private static final int MOST_COLLECTIONS = 1_000;
    private static final int ATTEMPTS = 20;

    private final CollectionRepository repository;
    private final CollectionItems items;
    private final CollectionMarks marks;
    private final ContentLibrary library;
    private final Users users;
    private final Access access;
    private final io.automedia.updates.Updates updates;
    private final Clock clock;

    Collections(
            CollectionRepository repository,
            CollectionItems items,
            CollectionMarks marks,
            ContentLibrary library,
            Users users,
            Access access,
            io.automedia.updates.Updates updates,
            Clock clock) {
        this.repository = repository;
        this.items = items;
        this.marks = marks;
        this.library = library;
        this.users = users;
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
                draft.tags(),
                draft.color(),
                draft.icon(),
                now,
                now,
                0);
        repository.insert(collection);
        return collection;
    }

    /// A collection that the caller may see.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public PostCollection get(Caller caller, ObjectId id) {
        return require(caller, id, Role.VIEWER);
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

    private PostCollection require(Caller caller, ObjectId id, Role role) {
        return access.shared(caller, repository.find(id).orElse(null), role, WHAT);
    }

    /// The caller's own collections, newest first.
    public Page<PostCollection> list(Caller caller, PageRequest page) {
        return list(caller, CollectionRepository.Scope.OWN, page);
    }

    Page<PostCollection> list(Caller caller, CollectionRepository.Scope scope, PageRequest page) {
        return repository.list(access.requirePerson(caller).value(), scope, page);
    }

    /// Changes a collection, when it still has the version that the caller demands.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Forbidden`, `Conflict`)
    public PostCollection change(Caller caller, ObjectId id, CollectionRequest request, OptionalLong demanded) {
        return change(
                caller,
                id,
                demanded,
                "changed",
                (collection, now) -> collection.with(request.over(collection.draft()), collection.permissions(), now));
    }

    private PostCollection change(
            Caller caller,
            ObjectId id,
            OptionalLong demanded,
            String what,
            BiFunction<PostCollection, Instant, PostCollection> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PostCollection collection = require(caller, id, Role.OWNER);
            if (demanded.isPresent() && demanded.getAsLong() != collection.version()) {
                throw Etag.stale().exception();
            }
            Instant now = clock.instant();
            PostCollection changed = change.apply(collection, now);
            if (repository.change(changed, CollectionAnnouncement.of(changed, what, null, now))) {
                updates.hint();
                return changed;
            }
        }
        throw contested();
    }

    /// Deletes a collection. The posts in it stay where else they are.
    public void delete(Caller caller, ObjectId id, OptionalLong demanded) {
        PostCollection collection = require(caller, id, Role.OWNER);
        if (demanded.isPresent() && demanded.getAsLong() != collection.version()) {
            throw Etag.stale().exception();
        }
        delete(id);
    }

    private void delete(ObjectId id) {
        repository.delete(id);
        empty(id);
    }

    private void empty(ObjectId id) {
        Set<ObjectId> held = items.of(List.of(id));
        items.removeAll(id);
        marks.unmark(held, id);
    }

    /// The posts of a collection that the caller may see, in its order.
    public Page<Entry> items(Caller caller, ObjectId id, PageRequest wanted) {
        Page<CollectionItem> page = items.page(require(caller, id, Role.VIEWER), wanted);
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
    /// @param position of the first one, when its order is by positions; null for behind the last
    /// @return how many are new in it
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when one isn't in his library, (`Conflict`)
    ///     when there is no room for all of them
    public int add(
            Caller caller, ObjectId id, List<ObjectId> contentIds, @Nullable String note, @Nullable Long position) {
        UserId user = access.requirePerson(caller);
        require(caller, id, Role.EDITOR);
        Set<ObjectId> wanted = checked(contentIds, note);
        requireHeld(user, wanted);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PostCollection collection = require(caller, id, Role.EDITOR);
            Set<ObjectId> known = items.held(id, wanted);
            List<ObjectId> added =
                    wanted.stream().filter(post -> !known.contains(post)).toList();
            Instant now = clock.instant();
            if (added.isEmpty()
                    || repository.reserve(
                            collection,
                            added.size(),
                            CollectionAnnouncement.of(collection, "added", added, now),
                            now)) {
                int places = put(user, collection, added, note, position, now);
                describe(collection, known, note, position, now);
                updates.hint();
                return places;
            }
            requireRoom(caller, id, added.size());
        }
        throw contested();
    }

    private static Set<ObjectId> checked(List<ObjectId> contentIds, @Nullable String note) {
        Faults faults = new Faults();
        Set<ObjectId> wanted = new LinkedHashSet<>(contentIds);
        faults.unless(!wanted.isEmpty(), "contentIds", "must name at least one post");
        faults.unless(wanted.size() <= AT_ONCE, "contentIds", "must not be more than " + AT_ONCE);
        faults.unless(
                note == null || note.length() <= CollectionItems.LONGEST_NOTE,
                "note",
                "must have at most " + CollectionItems.LONGEST_NOTE + " characters");
        faults.raise();
        return wanted;
    }

    private void requireHeld(UserId user, Set<ObjectId> wanted) {
        Set<ObjectId> held = library.held(user, wanted);
        Faults faults = new Faults();
        for (ObjectId post : wanted) {
            faults.unless(held.contains(post), "contentIds", "must be posts of your library: " + post + " isn't");
        }
        faults.raise();
    }

    private void requireRoom(Caller caller, ObjectId id, int places) {
        PostCollection collection = require(caller, id, Role.EDITOR);
        long room = collection.settings().maxItems() - collection.statistics().itemCount();
        if (room < places) {
            throw new Problem.Conflict(
                            "It holds at most " + collection.settings().maxItems() + " posts and has room" + " for "
                                    + Math.max(0, room) + ": remove some first, or raise settings.maxItems.")
                    .exception();
        }
    }

    /// Whoever takes a post or the collection away meanwhile removes the item before this looks, or this does after.
    private int put(
            UserId user,
            PostCollection collection,
            List<ObjectId> added,
            @Nullable String note,
            @Nullable Long position,
            Instant now) {
        if (added.isEmpty()) {
            return 0;
        }
        ObjectId id = collection.id();
        long next = position == null ? items.nextPosition(id) : position;
        List<CollectionItem> inserted = new ArrayList<>();
        for (ObjectId post : added) {
            inserted.add(new CollectionItem(
                    new ObjectId(), id, post, next++, note == null ? "" : note.strip(), user.value(), now));
        }
        int places = added.size() - items.insert(inserted).size();
        repository.release(id, added.size() - places);
        marks.mark(added, id);
        if (!repository.exists(id)) {
            empty(id);
            marks.unmark(added, id);
            throw Problem.notFound(WHAT).exception();
        }
        Set<ObjectId> held = library.held(user, added);
        List<ObjectId> lost =
                added.stream().filter(post -> !held.contains(post)).toList();
        if (!lost.isEmpty()) {
            long gone = items.remove(id, lost, user.value());
            repository.release(id, Math.toIntExact(gone));
            marks.unmark(lost, id);
            places -= Math.toIntExact(gone);
        }
        return places;
    }

    private void describe(
            PostCollection collection,
            Set<ObjectId> known,
            @Nullable String note,
            @Nullable Long position,
            Instant now) {
        List<Bson> changes = new ArrayList<>();
        if (note != null) {
            changes.add(Updates.set("note", note.strip()));
        }
        if (position != null) {
            changes.add(Updates.set("position", position));
        }
        if (!known.isEmpty() && !changes.isEmpty()) {
            items.change(collection.id(), known, Updates.combine(changes));
            repository.updated(collection.id(), CollectionAnnouncement.of(collection, "changed", known, now), now);
        }
    }

    /// Takes posts out of a collection.
    ///
    /// @return how many were in it
    public long remove(Caller caller, ObjectId id, List<ObjectId> contentIds) {
        PostCollection collection = require(caller, id, Role.EDITOR);
        Set<ObjectId> wanted = checked(contentIds, null);
        long removed = items.remove(id, wanted);
        if (removed > 0) {
            Instant now = clock.instant();
            marks.unmark(wanted, id);
            repository.removed(id, removed, CollectionAnnouncement.of(collection, "removed", wanted, now), now);
            updates.hint();
        }
        return removed;
    }

    /// Whom a collection is shared with. Its owners see all of them, others only themselves.
    public List<Permission> permissions(Caller caller, ObjectId id) {
        PostCollection collection = require(caller, id, Role.VIEWER);
        ObjectId user = access.requirePerson(caller).value();
        return role(caller, collection) == Role.OWNER
                ? collection.permissions()
                : collection.permissions().stream()
                        .filter(permission -> permission.userId().equals(user))
                        .toList();
    }

    /// Shares a collection with a person, or changes what he may do with it.
    ///
    /// @param person his e-mail address or his id
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when there is no such person, (`Conflict`) when the
    ///     collection can't be shared
    public PostCollection share(Caller caller, ObjectId id, String person, Role role, OptionalLong demanded) {
        require(caller, id, Role.OWNER);
        ObjectId with = person(person);
        return change(caller, id, demanded, "shared", (collection, now) -> {
            if (with.equals(collection.userId())) {
                throw Problem.invalid("person", "must be somebody else than its owner")
                        .exception();
            }
            if (!collection.settings().allowSharing()) {
                throw new Problem.Conflict("Sharing is switched off for it: switch settings.allowSharing on first.")
                        .exception();
            }
            List<Permission> permissions = without(collection, with);
            if (permissions.size() >= CollectionDraft.MOST_PERMISSIONS) {
                throw new Problem.Conflict("It is shared with " + CollectionDraft.MOST_PERMISSIONS
                                + " people, the most there can be: take one out first.")
                        .exception();
            }
            permissions.add(new Permission(with, role, now));
            return collection.with(collection.draft(), permissions, now);
        });
    }

    private ObjectId person(String person) {
        return (ObjectId.isValid(person) ? users.byId(new UserId(new ObjectId(person))) : users.byEmail(person))
                .filter(User::isActive)
                .map(User::id)
                .orElseThrow(
                        () -> Problem.invalid("person", "has no account here").exception());
    }

    /// Ends the sharing with a person. Everybody may end it for himself, only its owners for others.
    ///
    /// @param person null for the caller himself
    public void unshare(Caller caller, ObjectId id, @Nullable ObjectId person, OptionalLong demanded) {
        PostCollection seen = require(caller, id, Role.VIEWER);
        ObjectId self = access.requirePerson(caller).value();
        ObjectId who = person == null ? self : person;
        if (!who.equals(self)) {
            require(caller, id, Role.OWNER);
        }
        if (seen.permissions().stream()
                .noneMatch(permission -> permission.userId().equals(who))) {
            throw Problem.notFound("permission").exception();
        }
        // who leaves needs no right to change it
        Caller changing = who.equals(self) ? new Caller.System("leaving a collection") : caller;
        change(
                changing,
                id,
                demanded,
                "shared",
                (collection, now) -> collection.with(collection.draft(), without(collection, who), now));
    }

    private static List<Permission> without(PostCollection collection, ObjectId person) {
        return new ArrayList<>(collection.permissions().stream()
                .filter(permission -> !permission.userId().equals(person))
                .toList());
    }

    /// Removes everything that a person has here, and what he put into collections of others.
    public void erase(UserId user) {
        List<PostCollection> own = repository.ofUser(user.value(), AT_ONCE);
        while (!own.isEmpty()) {
            own.forEach(collection -> delete(collection.id()));
            own = repository.ofUser(user.value(), AT_ONCE);
        }
        List<CollectionItem> added = items.addedBy(user.value(), null, AT_ONCE);
        while (!added.isEmpty()) {
            added.stream()
                    .collect(Collectors.groupingBy(
                            CollectionItem::collectionId,
                            Collectors.mapping(CollectionItem::contentId, Collectors.toList())))
                    .forEach((collection, posts) -> takeOut(user.value(), collection, posts));
            added = items.addedBy(user.value(), null, AT_ONCE);
        }
        repository.forget(user.value());
    }

    private void takeOut(ObjectId user, ObjectId collectionId, Collection<ObjectId> posts) {
        long removed = items.remove(collectionId, posts, user);
        marks.unmark(posts, collectionId);
        List<PendingUpdate> silent = List.of();
        repository.removed(collectionId, removed, silent, clock.instant());
    }

    private static RuntimeException contested() {
        return new Problem.Conflict("The collection is being changed by somebody else: try again.").exception();
    }
}
