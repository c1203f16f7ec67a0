package io.automedia.sessions;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// From where someone signs in.
///
/// @param address his network address
/// @param userAgent what his program calls itself, at most 500 characters
public record Client(String address, @Nullable String userAgent) {
    private static final int LONGEST = 500;

    public Client {
        if (userAgent != null && userAgent.length() > LONGEST) {
            userAgent = userAgent.substring(0, LONGEST);
        }
    }

    /// The client that sent a request.
    public static Client of(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), request.getHeader("User-Agent"));
    }
}
