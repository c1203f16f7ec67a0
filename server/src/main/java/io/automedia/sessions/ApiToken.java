package io.automedia.sessions;

import io.automedia.access.Owned;
import io.automedia.access.Scope;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A personal API token, as `apiTokens` keeps it.
///
/// @param hash SHA-256 of the token
/// @param ending its last characters, by which its owner knows it again
/// @param scope the most that it allows
/// @param lastUsedAt to the minute; null when it never was
/// @param expiresAt null when it doesn't
public record ApiToken(
        @BsonId ObjectId id,
        ObjectId userId,
        String name,
        String hash,
        String ending,
        Scope scope,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        Instant createdAt)
        implements Owned {

    /// Whether it has expired.
    public boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "ApiToken[" + id.toHexString() + "]";
    }
}
