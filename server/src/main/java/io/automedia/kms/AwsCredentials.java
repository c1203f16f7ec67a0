package io.automedia.kms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who asks AWS.
///
/// @param sessionToken of credentials that end; null for those of a user
/// @param expiresAt null when that isn't known
record AwsCredentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt) {
    @Override
    public String toString() {
        return "AwsCredentials[" + accessKeyId + "]";
    }
}
