package io.automedia.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which keys there are, and what they encrypted.
///
/// @param place where this node has its master keys
/// @param masterKeys those of this node, the one that encrypts first
/// @param keys those in the store that encrypt fields, newest first
/// @param fields what each key encrypted
/// @param rotation the last one; null when there was none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyStatus(
        String place,
        List<Master> masterKeys,
        List<Key> keys,
        List<Field> fields,
        @Nullable KeyRotation rotation) {
    public KeyStatus {
        masterKeys = List.copyOf(masterKeys);
        keys = List.copyOf(keys);
        fields = List.copyOf(fields);
    }

    /// A master key.
    ///
    /// @param id digits that tell it from others; of one in a key service its URI
    /// @param isPrimary whether it encrypts
    /// @param isNeeded whether something in this store opens with it only, or will; else it can be
    /// taken away
    public record Master(String id, boolean isPrimary, boolean isNeeded) {}

    /// A key in the store.
    ///
    /// @param masterKey the id of the one that wraps it; null when that isn't known
    /// @param isPrimary whether it encrypts
    /// @param opens whether a master key of this node opens it
    /// @param refusal what its key service says why it doesn't; null where none is the reason
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Key(
            String id,
            @Nullable String masterKey,
            boolean isPrimary,
            boolean opens,
            @Nullable String refusal,
            Instant createdAt) {}

    /// How many texts of a field a key encrypted.
    ///
    /// @param opens false when the key is missing, or no master key of this node opens it
    public record Field(String field, String key, long texts, boolean opens) {}
}
