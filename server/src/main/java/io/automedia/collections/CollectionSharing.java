package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.CollectionInvitation.Grant;
import io.automedia.collections.PostCollection.Permission;
import io.automedia.shared.Etag;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Says with whom collections are shared, where they are named by their ids; [AddressSharing] does it for addresses.
@Component
final class CollectionSharing {
    private final CollectionEdits edits;
    private final CollectionInvitations invitations;
    private final Users users;
    private final Access access;
    private final ApplicationEventPublisher events;

    CollectionSharing(
            CollectionEdits edits,
            CollectionInvitations invitations,
            Users users,
            Access access,
            ApplicationEventPublisher events) {
        this.events = events;
        this.edits = edits;
        this.invitations = invitations;
        this.users = users;
        this.access = access;
    }

    /// As its owners see it, or as the caller sees himself in it.
    List<SharedWith> permissions(Caller caller, ObjectId id) {
        PostCollection collection = edits.require(caller, id, Role.VIEWER);
        ObjectId user = access.requirePerson(caller).value();
        return access.role(caller, collection) == Role.OWNER
                ? shown(collection, invitations.of(List.of(id)))
                : collection.permissions().stream()
                        .filter(permission -> permission.userId().equals(user))
                        .map(SharedWith::of)
                        .toList();
    }

    /// With whom it is shared, as its owners see it.
    ///
    /// @param invited those of this collection
    static List<SharedWith> shown(PostCollection collection, List<CollectionInvitation> invited) {
        List<SharedWith> shown = new ArrayList<>();
        for (Permission permission : collection.permissions()) {
            CollectionInvitation his = invited.stream()
                    .filter(one -> permission.userId().equals(one.userId()))
                    .findFirst()
                    .orElse(null);
            if (his == null) {
                shown.add(SharedWith.of(permission));
            } else if (his.also() != null) {
                shown.add(SharedWith.of(permission.userId(), his.also()));
            }
        }
        invited.stream().map(SharedWith::of).forEach(shown::add);
        return List.copyOf(shown);
    }

    PostCollection share(Caller caller, ObjectId id, ObjectId person, Role role, OptionalLong demanded) {
        edits.require(caller, id, Role.OWNER);
        if (users.byId(new UserId(person)).isEmpty()) {
            throw Problem.invalid("person", "has no account here").exception();
        }
        PostCollection shared = edits.change(caller, id, demanded, "shared", (collection, now) -> {
            requireShareable(collection, person);
            List<CollectionInvitation> invited = invitations.of(List.of(id));
            requireRoom(shown(collection, invited).stream()
                    .filter(one -> !person.equals(one.userId()))
                    .count());
            Role effective = invited.stream()
                    .filter(one -> person.equals(one.userId()))
                    .findFirst()
                    .map(one -> one.with(new Grant(role, now)))
                    .map(one -> {
                        invitations.put(one);
                        return one.effective();
                    })
                    .orElse(role);
            return with(collection, person, effective, now);
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

    static void requireRoom(long others) {
        if (others >= CollectionDraft.MOST_PERMISSIONS) {
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
        PostCollection read = edits.require(caller, id, Role.OWNER);
        CollectionInvitation invited = invitations.of(id, person).orElse(null);
        boolean isNamed = invited == null ? read.names(person) : invited.also() != null;
        if (!isNamed) {
            throw notThere();
        }
        PostCollection changed = edits.change(caller, id, demanded, "shared", (collection, now) -> {
            if (invited == null) {
                return without(collection, person, now);
            }
            CollectionInvitation left = invited.with(null);
            invitations.put(left);
            return with(collection, person, left.effective(), now);
        });
        tell(changed, person, PermissionChanged.NOTHING);
    }

    /// Who leaves needs no right to change it, nor even to see it at the moment.
    private void leave(Caller caller, ObjectId id, ObjectId self, OptionalLong demanded) {
        PostCollection read = edits.naming(self, id).orElse(null);
        if (read == null) {
            edits.require(caller, id, Role.VIEWER);
            throw notThere();
        }
        Etag.require(demanded, read.version());
        CollectionInvitation invited = invitations.of(id, self).orElse(null);
        if (invited != null) {
            invitations.remove(invited.id());
        }
        PostCollection left = edits.change(
                new Caller.System("leaving a collection"),
                id,
                demanded,
                "shared",
                (collection, now) -> without(collection, self, now));
        if (invited == null) {
            tell(left, self, PermissionChanged.NOTHING);
        } else {
            tell(left, invited.email(), self, PermissionChanged.NOTHING);
        }
    }

    /// Tells what changed for an address, and who has it.
    ///
    /// @param person null for nobody
    void tell(PostCollection collection, String email, @Nullable ObjectId person, String role) {
        UserId owner = new UserId(collection.userId());
        UserId addressee = person == null ? null : new UserId(person);
        events.publishEvent(
                new AddressPermissionChanged(owner, collection.id(), collection.name(), email, addressee, role));
        if (addressee != null) {
            events.publishEvent(
                    new SharedToo(new PermissionChanged(owner, collection.id(), collection.name(), addressee, role)));
        }
    }

    private void tell(PostCollection collection, ObjectId person, String role) {
        events.publishEvent(new PermissionChanged(
                new UserId(collection.userId()), collection.id(), collection.name(), new UserId(person), role));
    }

    static RuntimeException notThere() {
        return Problem.notFound("permission").exception();
    }

    static PostCollection with(PostCollection collection, ObjectId person, Role role, Instant now) {
        List<Permission> permissions = withoutHim(collection, person);
        permissions.add(new Permission(person, role, now));
        return collection.withPermissions(permissions, now);
    }

    static PostCollection without(PostCollection collection, ObjectId person, Instant now) {
        return collection.withPermissions(withoutHim(collection, person), now);
    }

    /// The permissions of all others, also of those whose role isn't known here.
    private static List<Permission> withoutHim(PostCollection collection, ObjectId person) {
        return new ArrayList<>(collection.permissions().stream()
                .filter(permission -> !permission.userId().equals(person))
                .toList());
    }
}
