package io.automedia.sessions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Signs access tokens, and reads those that we signed.
@Component
final class AccessTokens {
    static final Duration VALID = Duration.ofHours(1);
    private static final String ISSUER = "automedia";
    private static final String SESSION = "sid";

    /// What a valid token says.
    record Claims(ObjectId userId, ObjectId sessionId) {}

    private final SigningKeys keys;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// A new token.
    String sign(ObjectId userId, ObjectId sessionId) {
        return sign(keys.current(), userId, sessionId, UUID.randomUUID().toString(), clock.instant());
    }

    /// The key that signs now.
    String currentKeyId() {
        return keys.current().getKeyID();
    }

    /// The token with this id, signed by one key at one time: always the same. Empty when the key is gone.
    Optional<String> sign(String keyId, ObjectId userId, ObjectId sessionId, String tokenId, Instant at) {
        return Optional.ofNullable(keys.byId(keyId)).map(key -> sign(key, userId, sessionId, tokenId, at));
    }

    private static String sign(RSAKey key, ObjectId userId, ObjectId sessionId, String tokenId, Instant at) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(userId.toHexString())
                .claim(SESSION, sessionId.toHexString())
                .jwtID(tokenId)
                .issueTime(Date.from(at))
                .expirationTime(Date.from(at.plus(VALID)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException cause) {
            throw new IllegalStateException("An access token could not be signed", cause);
        }
        return token.serialize();
    }

    /// @throws ProblemException AUTH002 when it has expired, AUTH003 when it is none of ours
    Claims read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (!isOurs(token)
                    || !ISSUER.equals(claims.getIssuer())
                    || claims.getSubject() == null
                    || claims.getExpirationTime() == null) {
                throw invalid();
            }
            if (!clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
                throw new Problem.Unauthenticated("AUTH002", "The access token has expired: refresh it.").exception();
            }
            return new Claims(new ObjectId(claims.getSubject()), new ObjectId(claims.getStringClaim(SESSION)));
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            throw invalid();
        }
    }

    private boolean isOurs(SignedJWT token) throws JOSEException {
        String keyId = token.getHeader().getKeyID();
        if (keyId == null || !JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return false;
        }
        RSAKey key = keys.byId(keyId);
        return key != null && token.verify(new RSASSAVerifier(key.toRSAPublicKey()));
    }

    static ProblemException invalid() {
        return new Problem.Unauthenticated("AUTH003", "The access token is not valid: sign in again.").exception();
    }
}
