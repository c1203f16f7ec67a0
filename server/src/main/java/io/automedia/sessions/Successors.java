package io.automedia.sessions;

import io.automedia.sessions.Session.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Computes the pair of tokens that follows a refresh token. It comes from the token itself and a secret that
/// is stored with the exchange: whoever shows the token again gets the very same pair on every node, though
/// only its hashes are stored. Neither the store nor the token alone leads to it.
@Component
final class Successors {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_ID_BYTES = 16;

    private final AccessTokens accessTokens;

    Successors(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    /// The next pair of a session.
    record Pair(String accessToken, SecretToken refreshToken) {
        @Override
        public String toString() {
            return "Pair[…]";
        }
    }

    /// A new exchange of a token for the next pair.
    ///
    /// @param client who showed it
    Exchange exchange(Session session, SecretToken shown, Client client, Instant now) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new Exchange(
                shown.hash(),
                session.token(),
                Base64.getEncoder().encodeToString(secret),
                accessTokens.currentKeyId(),
                client.mark(),
                now);
    }

    /// The pair that an exchange gives for the token it was made for; empty when its signing key is gone, or
    /// the session has no key for its refresh tokens.
    Optional<Pair> of(Session session, SecretToken shown, Exchange exchange) {
        if (session.refreshKey() == null) {
            return Optional.empty();
        }
        byte[] secret = Base64.getDecoder().decode(exchange.secret());
        SecretToken refresh = RefreshFamily.of(session.id(), session.refreshKey(), derived(secret, "refresh", shown));
        String tokenId = HexFormat.of().formatHex(derived(secret, "access", shown), 0, TOKEN_ID_BYTES);
        return accessTokens
                .sign(exchange.keyId(), session.userId(), session.id(), tokenId, exchange.at())
                .map(accessToken -> new Pair(accessToken, refresh));
    }

    private static byte[] derived(byte[] secret, String purpose, SecretToken shown) {
        return RefreshFamily.hmac(secret, (purpose + "\n" + shown.text()).getBytes(StandardCharsets.UTF_8));
    }
}
