package io.automedia.factors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a person needs a code to sign in.
///
/// @param since when that was switched on; null when it is off
/// @param recoveryCodesLeft how many were not used yet
public record FactorState(@Nullable Instant since, int recoveryCodesLeft) {
    /// Whether it is on.
    public boolean isOn() {
        return since != null;
    }
}
