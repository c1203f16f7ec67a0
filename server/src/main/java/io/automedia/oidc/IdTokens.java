package io.automedia.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks ID tokens as OpenID Connect Core 1.0, section 3.1.3.7, has it. Only signatures by public keys
/// are taken: with `none` nobody signed, and with a shared secret anybody who knows that.
final class IdTokens {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private IdTokens() {}

    /// What a token must be.
    record Expected(String issuer, String clientId, String nonce, Instant now) {}

    /// It is not what it must be.
    static final class Wrong extends Exception {
        /// Whether other keys may do: the signature, or its key, was wrong.
        private final boolean isOfKeys;

        Wrong(String reason, boolean isOfKeys) {
            super(reason);
            this.isOfKeys = isOfKeys;
        }

        boolean isOfKeys() {
            return isOfKeys;
        }
    }

    /// What a token claims.
    static JWTClaimsSet read(String token, JWKSet keys, Expected expected) throws Wrong {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier((claims, context) -> require(claims, expected));
        try {
            return processor.process(token, null);
        } catch (BadJWTException claim) {
            throw new Wrong(String.valueOf(claim.getMessage()), false);
        } catch (BadJOSEException | JOSEException unsigned) {
            throw new Wrong(String.valueOf(unsigned.getMessage()), true);
        } catch (ParseException none) {
            throw new Wrong("it is no signed token", false);
        }
    }

    private static void require(JWTClaimsSet claims, Expected expected) throws BadJWTException {
        require(expected.issuer().equals(claims.getIssuer()), "iss");
        List<String> audience = claims.getAudience();
        require(audience.contains(expected.clientId()), "aud");
        Object party = claims.getClaim("azp");
        require(party == null ? audience.size() == 1 : party.equals(expected.clientId()), "azp");
        require(same(expected.nonce(), claims.getClaim("nonce")), "nonce");
        Instant expires = moment(claims.getExpirationTime());
        require(expires != null && expected.now().isBefore(expires.plus(SKEW)), "exp");
        Instant issued = moment(claims.getIssueTime());
        require(issued != null && issued.isBefore(expected.now().plus(SKEW)), "iat");
        Instant notBefore = moment(claims.getNotBeforeTime());
        require(notBefore == null || notBefore.isBefore(expected.now().plus(SKEW)), "nbf");
        String subject = claims.getSubject();
        require(subject != null && !subject.isBlank() && subject.length() <= Identities.LONGEST_SUBJECT, "sub");
    }

    private static boolean same(String nonce, @Nullable Object claim) {
        return claim instanceof String text
                && MessageDigest.isEqual(nonce.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Instant moment(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static void require(boolean holds, String claim) throws BadJWTException {
        if (!holds) {
            throw new BadJWTException("its " + claim + " is wrong");
        }
    }
}
