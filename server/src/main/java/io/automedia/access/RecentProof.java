package io.automedia.access;

/// Knows whether a person proved a moment ago who he is. `sessions` implements it; what opens doors
/// to others, locks the owner out or can't be undone asks here first, so that a session that was
/// left open or stolen is not enough.
public interface RecentProof {
    /// Lets those through who signed in or confirmed in the last ten minutes, by a code where they
    /// have a second factor. This program itself and the command line of its machine pass.
    ///
    /// @throws io.automedia.shared.ProblemException (`ConfirmationNeeded`) when it was longer ago,
    /// (`Forbidden`) when the caller shows an API token, which proves nobody
    void require(Caller caller);
}
