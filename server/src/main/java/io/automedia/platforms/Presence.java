package io.automedia.platforms;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a look for posts on their platform found.
public sealed interface Presence {
    /// It is known of all.
    ///
    /// @param gone ids of those that the platform says were deleted; what only this connection may not see
    ///     is not among them
    record Known(Set<String> gone) implements Presence {
        public Known {
            gone = Set.copyOf(gone);
        }
    }

    /// It could not be found out this time.
    ///
    /// @param reason a sentence for the log, without secrets
    /// @param retryAfter how long the platform asks to wait; null when it doesn't say
    record Unknown(String reason, @Nullable Duration retryAfter) implements Presence {}
}
