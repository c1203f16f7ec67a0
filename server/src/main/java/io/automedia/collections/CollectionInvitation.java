package io.automedia.collections;

import io.automedia.access.Role;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A collection that is shared with an e-mail address, as `collectionInvitations` keeps it. Its owners see the address
/// and nothing else, so that they don't learn whether it has an account.
///
/// @param role what whoever has the address may do with it
/// @param userId who has it, and stands in the permissions of the collection; null while it waits for somebody
/// @param also what was given to the same person by his id; null for nothing
record CollectionInvitation(
        @BsonId ObjectId id,
        ObjectId collectionId,
        String email,
        Role role,
        @Nullable ObjectId userId,
        @Nullable Grant also,
        Instant grantedAt) {
    /// What was given, and when.
    record Grant(Role role, Instant grantedAt) {}

    /// What its person may do altogether.
    Role effective() {
        return also != null && also.role().includes(role) ? also.role() : role;
    }

    /// The same with something else that is given to its person by his id.
    CollectionInvitation with(@Nullable Grant given) {
        return new CollectionInvitation(id, collectionId, email, role, userId, given, grantedAt);
    }

    /// The same, taken by who has the address.
    CollectionInvitation by(ObjectId person, @Nullable Grant given) {
        return new CollectionInvitation(id, collectionId, email, role, person, given, grantedAt);
    }

    @Override
    public String toString() {
        return "CollectionInvitation[" + id.toHexString() + "]";
    }
}
