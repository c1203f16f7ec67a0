package io.automedia.collections;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Permission;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Says with whom collections are shared.
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

    List<Permission> permissions(Caller caller, ObjectId id) {
        PostCollection collection = edits.require(caller, id, Role.VIEWER);
        ObjectId user = access.requirePerson(caller).value();
        return access.role(caller, collection) == Role.OWNER
                ? collection.permissions()
                : collection.permissions().stream()
                        .filter(permission -> permission.userId().equals(user))
                        .toList();
    }

    PostCollection share(Caller caller, ObjectId id, String person, Role role, OptionalLong demanded) {
        edits.require(caller, id, Role.OWNER);
        ObjectId with = person(person);
        PostCollection shared = edits.change(
                caller, id, demanded, "shared", (collection, now) -> sharedWith(collection, with, role, now));
        tell(shared, with, role.name().toLowerCase(Locale.ROOT));
        return shared;
    }

    private static PostCollection sharedWith(PostCollection collection, ObjectId with, Role role, Instant now) {
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
        return collection.withPermissions(permissions, now);
    }

    private ObjectId person(String person) {
        return (ObjectId.isValid(person) ? users.byId(new UserId(new ObjectId(person))) : users.byEmail(person))
                .filter(User::isActive)
                .map(User::id)
                .orElseThrow(
                        () -> Problem.invalid("person", "has no account here").exception());
    }

    void unshare(Caller caller, ObjectId id, @Nullable ObjectId person, OptionalLong demanded) {
        ObjectId self = access.requirePerson(caller).value();
        if (person == null || person.equals(self)) {
            leave(caller, id, self, demanded);
            return;
        }
        if (!edits.require(caller, id, Role.OWNER).names(person)) {
            throw notThere();
        }
        PostCollection changed = edits.change(
                caller,
                id,
                demanded,
                "shared",
                (collection, now) -> collection.withPermissions(without(collection, person), now));
        tell(changed, person, PermissionChanged.NOTHING);
    }

    /// Who leaves needs no right to change it, nor even to see it at the moment.
    private void leave(Caller caller, ObjectId id, ObjectId self, OptionalLong demanded) {
        if (edits.naming(self, id).isEmpty()) {
            edits.require(caller, id, Role.VIEWER);
            throw notThere();
        }
        PostCollection left = edits.change(
                new Caller.System("leaving a collection"),
                id,
                demanded,
                "shared",
                (collection, now) -> collection.withPermissions(without(collection, self), now));
        tell(left, self, PermissionChanged.NOTHING);
    }

    private void tell(PostCollection collection, ObjectId person, String role) {
        events.publishEvent(new PermissionChanged(
                new UserId(collection.userId()), collection.id(), collection.name(), new UserId(person), role));
    }

    private static RuntimeException notThere() {
        return Problem.notFound("permission").exception();
    }

    /// The permissions of all others, also of those whose role isn't known here.
    private static List<Permission> without(PostCollection collection, ObjectId person) {
        return new ArrayList<>(collection.permissions().stream()
                .filter(permission -> !permission.userId().equals(person))
                .toList());
    }
}
