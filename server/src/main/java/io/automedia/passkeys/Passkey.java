package io.automedia.passkeys;

import io.automedia.access.Owned;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A passkey of a person. Nothing in it opens anything: what signs lies in his device.
///
/// @param credentialId by which his device knows it, in Base64 for addresses
/// @param publicKey the attested credential data of WebAuthn, in Base64 for addresses
/// @param signCount how often it had signed when it was used last; 0 where the device doesn't count
/// @param isBackupEligible whether it can be on several devices
/// @param isBackedUp whether it was so when it was used last
/// @param transports how browsers reach it, such as `internal` or `usb`
/// @param lastUsedAt null when it was not
/// @param version grows with every other name
public record Passkey(
        @BsonId ObjectId id,
        ObjectId userId,
        String name,
        String credentialId,
        String publicKey,
        long signCount,
        boolean isBackupEligible,
        boolean isBackedUp,
        List<String> transports,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        @BsonProperty("__v") long version)
        implements Owned {
    public Passkey {
        transports = transports == null ? List.of() : List.copyOf(transports);
    }

    @Override
    public String toString() {
        return "Passkey[" + id.toHexString() + "]";
    }
}
