package io.automedia.oidc;

import io.automedia.access.Owned;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// An account at a provider with which a person signs in here.
///
/// @param provider what it was called when it was connected
/// @param issuer with `subject`: which account it is
/// @param email its address at that time; null when none was told
/// @param lastUsedAt null when it was not
public record LinkedIdentity(
        @BsonId ObjectId id,
        ObjectId userId,
        String provider,
        String issuer,
        String subject,
        @Nullable String email,
        @Nullable Instant lastUsedAt,
        Instant createdAt)
        implements Owned {
    @Override
    public String toString() {
        return "LinkedIdentity[" + id.toHexString() + "]";
    }
}
