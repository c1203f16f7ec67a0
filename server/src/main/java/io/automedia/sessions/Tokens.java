package io.automedia.sessions;

/// What a program gets when it signs in.
///
/// @param accessToken a signed JWT to show with each request
/// @param refreshToken exchanged once for the next pair
/// @param tokenType always `Bearer`
/// @param expiresIn seconds until the access token expires
public record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {
    @Override
    public String toString() {
        return "Tokens[…]";
    }
}
