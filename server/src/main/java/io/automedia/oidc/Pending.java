package io.automedia.oidc;

import io.automedia.shared.UserId;
import org.jspecify.annotations.Nullable;

/// Somebody who was sent to a provider and came back with an answer.
///
/// @param person who wanted it; null for whoever it is
/// @param next the page to which he goes then
/// @param nonce that his ID token must have
/// @param verifier of PKCE
public record Pending(
        String provider, Purpose purpose, @Nullable UserId person, String next, String nonce, String verifier) {
    @Override
    public String toString() {
        return "Pending[" + provider + ", " + purpose + "]";
    }
}
