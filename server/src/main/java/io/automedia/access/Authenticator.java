package io.automedia.access;

/// Knows people by the tokens they show. `sessions` implements it; who takes tokens outside of an HTTP
/// request, such as in the first message of a WebSocket, asks here.
public interface Authenticator {
    /// The person whose access token this is.
    ///
    /// @throws io.automedia.shared.ProblemException (`Unauthenticated`) AUTH002 when it
    /// has expired, AUTH003 when it is no token of ours or its session was closed
    Caller.Person authenticate(String accessToken);

    /// Whether the session is still open. Long-lived connections ask it again now and then.
    boolean isOpen(Caller.Person caller);
}
