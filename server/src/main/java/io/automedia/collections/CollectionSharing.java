package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Grant;
import io.automedia.collections.PostCollection.Permission;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Says with whom collections are shared, where they are named by their ids; [AddressSharing] does it for addresses.
@Component
final class CollectionSharing {
    private final CollectionEdits edits;
    private final Users users;
    private final Access access;
    private final ApplicationEventPublisher events;

    CollectionSharing(CollectionEdits edits, Users users, Access access, ApplicationEventPublisher events) {
        this.events = events;
        this.edits = edits;
        this.users = users;
        this.access = access;
    }

    /// As its owners see it, or as the caller sees himself in it.
    List<SharedWith> permissions(Caller caller, ObjectId id) {
        PostCollection collection = edits.require(caller, id, Role.VIEWER);
        ObjectId user = access.requirePerson(caller).value();
        return access.role(caller, collection) == Role.OWNER
                ? shown(collection)
                : collection.permissions().stream()
                        .filter(permission -> permission.userId().equals(user))
                        .map(SharedWith::of)
                        .toList();
    }

    /// With whom it is shared, as its owners see it.
    static List<SharedWith> shown(PostCollection collection) {
        return Grants.of(collection).stream().map(SharedWith::of).toList();
    }

    PostCollection share(Caller caller, ObjectId id, ObjectId person, Role role, OptionalLong demanded) {
        edits.require(caller, id, Role.OWNER);
        if (users.byId(new UserId(person)).isEmpty()) {
            throw Problem.invalid("person", "has no account here").exception();
        }
        PostCollection shared = edits.change(caller, id, demanded, "shared", (collection, now) -> {
            requireShareable(collection, person);
            List<Grant> grants = Grants.of(collection);
            requireRoom(Grants.without(grants, Grants.to(person)));
            return collection.sharedBy(Grants.with(grants, Grants.to(person), new Grant(null, person, role, now)), now);
        });
        tell(shared, person, PermissionChanged.word(role));
        return shared;
    }

    static void requireShareable(PostCollection collection, @Nullable ObjectId with) {
        if (collection.userId().equals(with)) {
            throw Problem.invalid("person", "must be somebody else than its owner")
                    .exception();
        }
        if (!collection.settings().allowSharing()) {
            throw new Problem.Conflict("Sharing is switched off for it: switch settings.allowSharing on first.")
                    .exception();
        }
    }

    static void requireRoom(List<Grant> others) {
        if (others.size() >= CollectionDraft.MOST_PERMISSIONS) {
            throw new Problem.Conflict("It is shared with " + CollectionDraft.MOST_PERMISSIONS
                            + " people, the most there can be: take one out first.")
                    .exception();
        }
    }

    void unshare(Caller caller, ObjectId id, @Nullable ObjectId person, OptionalLong demanded) {
        ObjectId self = access.requirePerson(caller).value();
        if (person == null || person.equals(self)) {
            leave(caller, id, self, demanded);
            return;
        }
        Ended ended = end(caller, id, demanded, Grants.to(person), false);
        tell(ended.collection(), person, PermissionChanged.NOTHING);
    }

    /// What was ended.
    ///
    /// @param collection without them
    /// @param grants one at least
    record Ended(PostCollection collection, List<Grant> grants) {}

    /// Takes out some of what was given in a collection.
    ///
    /// @param isNoted whether who had the first of them finds that in his activity later
    /// @throws io.automedia.shared.ProblemException (`NotFound`) when there is none such
    Ended end(Caller caller, ObjectId id, OptionalLong demanded, Predicate<Grant> which, boolean isNoted) {
        List<Grant> ended = new ArrayList<>();
        PostCollection changed = edits.edit(caller, id, demanded, "shared", (collection, now) -> {
            List<Grant> grants = Grants.of(collection);
            ended.clear();
            grants.stream().filter(which).forEach(ended::add);
            if (ended.isEmpty()) {
                throw notThere();
            }
            PostCollection without = collection.sharedBy(Grants.without(grants, which), now);
            return new CollectionEdits.Edit(
                    without, isNoted ? PendingNote.of(ended.getFirst().userId(), without, now) : null);
        });
        return new Ended(changed, List.copyOf(ended));
    }

    /// Who leaves needs no right to change it, nor even to see it at the moment.
    private void leave(Caller caller, ObjectId id, ObjectId self, OptionalLong demanded) {
        if (edits.naming(self, id).isEmpty()) {
            edits.require(caller, id, Role.VIEWER);
            throw notThere();
        }
        Ended ended = end(
                new Caller.System("leaving a collection"), id, demanded, grant -> self.equals(grant.userId()), false);
        List<String> addresses = ended.grants().stream()
                .map(Grant::email)
                .filter(Objects::nonNull)
                .toList();
        addresses.forEach(address -> {
            tell(ended.collection(), address, self, PermissionChanged.NOTHING);
            events.publishEvent(new SharedToo(changed(ended.collection(), self, PermissionChanged.NOTHING)));
        });
        if (addresses.isEmpty()) {
            tell(ended.collection(), self, PermissionChanged.NOTHING);
        }
    }

    /// Tells what changed for an address. Who has it is told by a [PendingNote].
    ///
    /// @param person null for nobody
    void tell(PostCollection collection, String email, @Nullable ObjectId person, String role) {
        UserId owner = new UserId(collection.userId());
        UserId addressee = person == null ? null : new UserId(person);
        events.publishEvent(
                new AddressPermissionChanged(owner, collection.id(), collection.name(), email, addressee, role));
    }

    /// What a person may do now, by whatever names it was given to him.
    static String present(PostCollection collection, ObjectId person) {
        return collection.permissions().stream()
                .filter(permission -> permission.userId().equals(person))
                .findFirst()
                .map(Permission::role)
                .map(PermissionChanged::word)
                .orElse(PermissionChanged.NOTHING);
    }

    private void tell(PostCollection collection, ObjectId person, String role) {
        events.publishEvent(changed(collection, person, role));
    }

    private static PermissionChanged changed(PostCollection collection, ObjectId person, String role) {
        return new PermissionChanged(
                new UserId(collection.userId()), collection.id(), collection.name(), new UserId(person), role);
    }

    private static RuntimeException notThere() {
        return Problem.notFound("permission").exception();
    }
}
