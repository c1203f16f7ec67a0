package io.automedia.kms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A token for Google's services: of the service account in the file of
/// `GOOGLE_APPLICATION_CREDENTIALS`, else of the machine or container.
final class GoogleToken {
    static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";
    private static final String MACHINE = "GCE_METADATA_HOST";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloudkms";
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);
    private static final Duration VALID = Duration.ofHours(1);

    private final Surroundings surroundings;
    private final Clock clock;
    private final Calls calls;
    private @Nullable Held last;

    GoogleToken(Surroundings surroundings, Clock clock, Calls calls) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.calls = calls;
    }

    /// A token, and until when it is good.
    private record Held(String token, Instant end) {
        @Override
        public String toString() {
            return "Held";
        }
    }

    /// @throws IOException with words for people, when there is none
    synchronized String current() throws IOException {
        Held known = last;
        if (known == null || !clock.instant().isBefore(known.end().minus(BEFORE_ITS_END))) {
            known = read(calls.patiently(question(), Answer::mayPass));
            last = known;
        }
        return known.token();
    }

    /// A new one next time.
    synchronized void forget() {
        last = null;
    }

    private Calls.Question question() throws IOException {
        String file = surroundings.variable(FILE);
        if (file == null) {
            return ofMachine();
        }
        String content = surroundings.content(Surroundings.path(file));
        if (content == null) {
            throw new NoCredentialsException("there is no file where " + FILE + " says");
        }
        JsonNode account = Answer.json(content);
        if (!account.path("type").asString("").equals("service_account")) {
            throw new NoCredentialsException("the file of " + FILE + " is not the key of a service account");
        }
        URI address = ServiceAddress.of(
                account.path("token_uri").asString("https://oauth2.googleapis.com/token"), "token_uri of " + FILE);
        return () -> ofAccount(account, address);
    }

    private Calls.Question ofMachine() {
        URI address = ServiceAddress.ofMetadata(
                "http://" + surroundings.variable(MACHINE, "metadata.google.internal")
                        + "/computeMetadata/v1/instance/service-accounts/default/token",
                MACHINE);
        return () -> Calls.to(address).header("Metadata-Flavor", "Google").build();
    }

    private HttpRequest ofAccount(JsonNode account, URI address) throws IOException {
        Map<String, String> form = Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion",
                assertion(account, address.toString()));
        String body = form.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Calls.to(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private String assertion(JsonNode account, String audience) throws IOException {
        Instant now = clock.instant();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(account.path("private_key_id").asString(null))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(account.path("client_email").asString(""))
                        .claim("scope", SCOPE)
                        .audience(audience)
                        .claim("iat", now.getEpochSecond())
                        .claim("exp", now.plus(VALID).getEpochSecond())
                        .build());
        try {
            assertion.sign(
                    new RSASSASigner(privateKey(account.path("private_key").asString(""))));
            return assertion.serialize();
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new NoCredentialsException("the private_key in the file of " + FILE + " can't be read", unreadable);
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        String content = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(content)));
    }

    private Held read(Answer answer) throws IOException {
        JsonNode json = answer.json();
        String token = json.path("access_token").asString("");
        if (!answer.isGood() || token.isEmpty()) {
            String words = Answer.words(
                    json.path("error_description").asString(json.path("error").asString("")));
            String detail =
                    "there is no token for it (HTTP " + answer.status() + (words.isEmpty() ? "" : ", " + words) + ")";
            throw answer.mayPass() ? new IOException(detail) : new NoCredentialsException(detail);
        }
        return new Held(
                token, clock.instant().plusSeconds(json.path("expires_in").asLong(0)));
    }
}
