package io.automedia.platforms;

import io.automedia.content.IncomingPost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// How one fetch of a source went.
public sealed interface SyncOutcome {

    /// Posts came, or there was nothing new.
    ///
    /// @param posts the oldest first
    /// @param removed platform ids of posts that the platform says are deleted
    /// @param skipped how many entries could not be read and were left out
    /// @param checkpoint kept once these posts are stored; null keeps the former one
    /// @param next when to look again: zero at once since there is more, null as the connection's interval
    ///     says, and else not sooner than this, since the platform asks for it
    /// @param movedTo the source's new canonical value when it has moved for good
    record Fetched(
            List<IncomingPost> posts,
            List<String> removed,
            int skipped,
            @Nullable Document checkpoint,
            @Nullable Duration next,
            @Nullable String movedTo)
            implements SyncOutcome {
        public Fetched {
            posts = List.copyOf(posts);
            removed = List.copyOf(removed);
        }

        /// Nothing has changed since the last time.
        public static Fetched nothing() {
            return new Fetched(List.of(), List.of(), 0, null, null, null);
        }
    }

    /// The platform asks to wait.
    ///
    /// @param limit how many calls a window has; null when not told
    record RateLimited(Instant until, @Nullable Integer limit) implements SyncOutcome {}

    /// The platform refuses the credentials: the person must act before it is tried again.
    record Unauthorized(String reason) implements SyncOutcome {}

    /// The source is there no more and is not asked again.
    record Gone(String reason) implements SyncOutcome {}

    /// It did not work this time; it is tried again, later each time.
    ///
    /// @param reason a sentence for the person, without secrets
    /// @param retryAfter how long the platform asks to wait; null when it doesn't say
    record Failed(String reason, @Nullable Duration retryAfter) implements SyncOutcome {}
}
