package io.automedia.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows people by the tokens they show. `sessions` implements it; who takes tokens outside of an
/// ordinary request, such as in the first message of a WebSocket, asks here.
public interface Authenticator {
    /// The cookie by which a browser shows its session.
    String COOKIE = "automedia_session";

    /// Whoever shows this access token.
    ///
    /// @param actFor address of the account for which the command line acts; ignored for all other
    /// tokens
    /// @throws io.automedia.shared.ProblemException (`Unauthenticated`) AUTH002 when it has expired,
    /// AUTH003     when it is no token of ours or its session was closed
    Caller authenticate(String accessToken, @Nullable String actFor);

    /// Whoever shows this access token.
    ///
    /// @throws io.automedia.shared.ProblemException as above
    default Caller authenticate(String accessToken) {
        return authenticate(accessToken, null);
    }

    /// The person whose browser holds this value in its cookie; empty when the session is not open.
    Optional<Caller.Person> ofCookie(@Nullable String value);

    /// Whether the session of the caller is still open. Long-lived connections ask it again now and
    /// then.
    boolean isOpen(Caller caller);

    /// Whether it is the command line of this machine that acts for the person.
    boolean isCommandLine(Caller.Person person);
}
