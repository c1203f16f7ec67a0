package io.automedia.collections;

import io.automedia.access.Caller;
import io.automedia.access.Role;
import io.automedia.collections.CollectionInvitation.Grant;
import io.automedia.collections.PostCollection.Permission;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.AccountCreated;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Shares collections with e-mail addresses. Whoever has one gets his permission at once; one that nobody has keeps it
/// until somebody comes who has confirmed that it is his. Whoever shares can't tell the one from the other: not by the
/// answer, nor by what the collection, the trail and his activity show him.
@Component
final class AddressSharing {
    private final CollectionEdits edits;
    private final CollectionInvitations invitations;
    private final Users users;
    private final CollectionSharing sharing;

    AddressSharing(CollectionEdits edits, CollectionInvitations invitations, Users users, CollectionSharing sharing) {
        this.edits = edits;
        this.invitations = invitations;
        this.users = users;
        this.sharing = sharing;
    }

    /// @param email in its one spelling
    PostCollection share(Caller caller, ObjectId id, String email, Role role, OptionalLong demanded) {
        edits.require(caller, id, Role.OWNER);
        ObjectId holder = users.byEmail(email).map(User::id).orElse(null);
        CollectionInvitation before = invitations.of(id, email).orElse(null);
        ObjectId fresh = new ObjectId();
        try {
            PostCollection shared = edits.change(caller, id, demanded, "shared", (collection, now) -> {
                CollectionSharing.requireShareable(collection, holder);
                CollectionSharing.requireRoom(CollectionSharing.shown(collection, invitations.of(List.of(id))).stream()
                        .filter(one -> !email.equals(one.email()))
                        .count());
                CollectionInvitation known = invitations.of(id, email).orElse(null);
                CollectionInvitation invited =
                        new CollectionInvitation(known == null ? fresh : known.id(), id, email, role, null, null, now);
                return given(collection, known, invited, holder, now);
            });
            sharing.tell(shared, email, holder, PermissionChanged.word(role));
            return shared;
        } catch (ProblemException refused) {
            restore(id, email, before);
            throw refused;
        }
    }

    /// The collection with the permission of whoever has the address now; who had it before goes.
    ///
    /// @param known what the address had until now; null for nothing
    /// @param holder who has it; null for nobody
    private PostCollection given(
            PostCollection collection,
            @Nullable CollectionInvitation known,
            CollectionInvitation invited,
            @Nullable ObjectId holder,
            Instant now) {
        ObjectId former = known == null ? null : known.userId();
        ObjectId person = holder == null ? former : holder;
        if (person == null) {
            invitations.put(invited);
            return collection.withPermissions(collection.permissions(), now);
        }
        boolean isSame = person.equals(former);
        CollectionInvitation taken =
                invited.by(person, isSame && known != null ? known.also() : alsoGiven(collection, person));
        invitations.put(taken);
        List<Permission> permissions = new ArrayList<>(collection.permissions());
        permissions.removeIf(permission ->
                permission.userId().equals(former) || permission.userId().equals(person));
        permissions.add(new Permission(person, taken.effective(), now));
        return collection.withPermissions(permissions, now);
    }

    private void restore(ObjectId id, String email, @Nullable CollectionInvitation before) {
        if (before != null) {
            invitations.put(before);
        } else {
            invitations.of(id, email).ifPresent(invited -> invitations.remove(invited.id()));
        }
    }

    /// What a person was given by his id.
    private static @Nullable Grant alsoGiven(PostCollection collection, ObjectId person) {
        for (Permission permission : collection.permissions()) {
            if (permission.userId().equals(person) && permission.role() != null) {
                return new Grant(permission.role(), permission.grantedAt());
            }
        }
        return null;
    }

    void unshare(Caller caller, ObjectId id, String email, OptionalLong demanded) {
        edits.require(caller, id, Role.OWNER);
        CollectionInvitation invited = invitations.of(id, email).orElseThrow(CollectionSharing::notThere);
        ObjectId person = invited.userId();
        Grant also = invited.also();
        PostCollection changed = edits.change(caller, id, demanded, "shared", (collection, now) -> {
            if (person == null) {
                return collection.withPermissions(collection.permissions(), now);
            }
            return also == null
                    ? CollectionSharing.without(collection, person, now)
                    : CollectionSharing.with(collection, person, also.role(), now);
        });
        invitations.remove(invited.id());
        sharing.tell(changed, email, person, PermissionChanged.NOTHING);
    }

    /// Gives somebody what waits for his address, when that is confirmed.
    void take(UserId id) {
        users.byId(id)
                .filter(User::isVerified)
                .ifPresent(user -> invitations.waiting(user.email()).forEach(waiting -> take(waiting, user)));
    }

    private void take(CollectionInvitation waiting, User user) {
        try {
            edits.change(
                    new Caller.System("taking an invitation to a collection"),
                    waiting.collectionId(),
                    OptionalLong.empty(),
                    "shared",
                    (collection, now) -> {
                        CollectionInvitation known = invitations
                                .of(waiting.collectionId(), waiting.email())
                                .orElse(null);
                        return known == null || collection.userId().equals(user.id())
                                ? collection.withPermissions(collection.permissions(), now)
                                : given(collection, known, known, user.id(), now);
                    });
        } catch (ProblemException refused) {
            if (refused.problem() instanceof Problem.NotFound) {
                invitations.remove(waiting.id());
            } else {
                invitations.put(waiting);
            }
        }
    }

    @EventListener
    void hasAccount(AccountCreated created) {
        take(created.person());
    }
}
