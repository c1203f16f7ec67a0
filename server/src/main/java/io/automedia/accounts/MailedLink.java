package io.automedia.accounts;

import io.automedia.users.NewAccounts;
import io.automedia.users.Profile;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A link that was not used yet, as `mailedLinks` keeps it.
///
/// @param userId whose account it changes; null when it makes one
/// @param email the address that it is mailed to
/// @param token SHA-256 of what the link shows; null before it is mailed
/// @param pending the account that it makes; null when it makes none, or the password comes later
/// @param role of an invited person
/// @param invitedBy the administrator who did
record MailedLink(
        @BsonId ObjectId id,
        Purpose purpose,
        @Nullable ObjectId userId,
        String email,
        @Nullable String token,
        @Nullable Pending pending,
        @Nullable String role,
        @Nullable ObjectId invitedBy,
        Instant createdAt,
        Instant expiresAt) {

    /// An account that waits for the confirmation of its address.
    ///
    /// @param password its hash
    /// @param language of its pages
    record Pending(String password, Profile profile, String language) {
        NewAccounts.Prepared of(String email) {
            return new NewAccounts.Prepared(email, password, profile);
        }

        @Override
        public String toString() {
            return "Pending[]";
        }
    }

    @Override
    public String toString() {
        return "MailedLink[" + id.toHexString() + "]";
    }
}
