package io.automedia.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How far all secret fields have come to a new key.
///
/// @param key the id of that key
/// @param masterKey the id of the master key that wraps it
/// @param looked how many documents were looked at, in all passes
/// @param changed how many texts were encrypted anew
/// @param unreadable how many can't be read, and stay as they are
/// @param finishedAt null as long as it runs
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyRotation(
        String key,
        String masterKey,
        long looked,
        long changed,
        long unreadable,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    static @Nullable KeyRotation of(StoredKey key) {
        RotationProgress progress = key.rotation();
        return progress == null
                ? null
                : new KeyRotation(
                        key.name(),
                        Objects.requireNonNullElse(key.masterKey(), ""),
                        progress.looked(),
                        progress.changed(),
                        progress.unreadable(),
                        progress.startedAt(),
                        progress.finishedAt());
    }
}
