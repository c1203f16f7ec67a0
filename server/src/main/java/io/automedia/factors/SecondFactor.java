package io.automedia.factors;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A person's second factor, as `secondFactors` keeps it.
///
/// @param id the person's
/// @param secret of his authenticator, encrypted
/// @param lastStep the number of the 30 seconds whose code was used last; 0 when none was
/// @param recoveryCodes salts and hashes of those that were not used
/// @param startedAt when he was told the secret
/// @param confirmedAt when he showed a first code; null as long as he did not: then it is not asked
/// for
record SecondFactor(
        @BsonId ObjectId id,
        String secret,
        long lastStep,
        List<String> recoveryCodes,
        Instant startedAt,
        @Nullable Instant confirmedAt) {
    SecondFactor {
        recoveryCodes = recoveryCodes == null ? List.of() : List.copyOf(recoveryCodes);
    }

    boolean isOn() {
        return confirmedAt != null;
    }

    @Override
    public String toString() {
        return "SecondFactor[" + id.toHexString() + "]";
    }
}
