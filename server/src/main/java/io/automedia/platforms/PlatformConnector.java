package io.automedia.platforms;

import java.util.Set;

/// Knows one kind of platform: what a person can monitor there and how to fetch it. Every connector is a bean; the
/// schedule calls it for one source at a time, on one node at a time, and stores what it brings before the checkpoint
/// moves. So a connector may be asked for the same posts again, and need not remember anything itself.
public interface PlatformConnector {
    /// The platform's type as `platforms.type` has it, such as `twitter` or `rss`.
    String type();

    /// Whether this run has it: the demo's connector is for the demo only.
    default boolean isOffered() {
        return true;
    }

    /// Whether a fetch may ask for the next one sooner than the connection's interval says. Only for what costs nobody
    /// anything.
    default boolean setsThePace() {
        return false;
    }

    /// Turns what a person typed or pasted into the source that will be monitored, after having looked whether it is
    /// there: a page's address becomes the address of its feed, an account gets its display name.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) with a sentence that says what to do instead
    FoundSource find(Connection connection, WantedSource wanted);

    /// Fetches what is new of a source, oldest first, in pieces of at most some hundred posts. Posts that only repeat
    /// another one are of type `repost` or have the extra `repostOf`, answers are of type `reply` or have the extra
    /// `replyTo`: those that the connection doesn't want may come, and are left out.
    ///
    /// @throws InterruptedException when the program ends
    SyncOutcome fetch(Connection connection, Source source) throws InterruptedException;

    /// Looks whether posts are still there, of which somebody else's connection learned that they were
    /// deleted: what is gone for one may only be hidden from him. A platform that can't be asked for single
    /// posts knows of none that is gone.
    ///
    /// @param platformIds at most a hundred
    /// @throws InterruptedException when the program ends
    default Presence look(Connection connection, Set<String> platformIds) throws InterruptedException {
        return new Presence.Known(Set.of());
    }
}
