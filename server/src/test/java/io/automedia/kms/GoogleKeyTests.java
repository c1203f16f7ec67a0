package io.automedia.kms;

import static io.automedia.kms.KeyFixtures.PLACE;
import static io.automedia.kms.KeyFixtures.TEXT;
import static io.automedia.kms.KeyFixtures.refusal;
import static io.automedia.kms.KeyFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.automedia.kms.KeyServiceException.Reason;
import io.automedia.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What Google is asked, to the letter, and what becomes of its answers, in the forms of its
/// documentation.
class GoogleKeyTests {
    private static final String NAME = "projects/media/locations/europe-west3/keyRings/ring/cryptoKeys/automedia";
    private static final String ENCRYPTED = "{\"name\":\"" + NAME
            + "/cryptoKeyVersions/1\",\"ciphertext\":\"c2VhbGVk\"," + "\"protectionLevel\":\"SOFTWARE\"}";

    private final SettableClock clock = new SettableClock(Instant.parse("2015-08-30T12:36:00Z"));

    @AutoClose
    private final RecordedService service = RecordedService.start();

    @TempDir
    private Path home;

    private Aead key(Map<String, String> variables) {
        Map<String, String> all = with(variables, "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS", service.address() + "/");
        return new KeyServices(all, home, clock, service.pauses()).key("gcp-kms://" + NAME);
    }

    private Aead ofMachine() {
        return key(Map.of("GCE_METADATA_HOST", service.host()));
    }

    private static String token(String text) {
        return "{\"access_token\":\"" + text + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
    }

    private static String request(String operation, String token, String body) {
        return "POST /v1/" + NAME + ":" + operation + "\nauthorization: Bearer " + token
                + "\ncontent-type: application/json\nhost: HOST\nuser-agent: AutoMedia\n\n" + body;
    }

    private static final String ENCRYPT =
            "{\"plaintext\":\"ZGF0YSBrZXk=\",\"additionalAuthenticatedData\":\"ZW5jcnlwdGlvbktleXMvMQ==\"}";
    private static final String METADATA = """
            GET /computeMetadata/v1/instance/service-accounts/default/token
            host: HOST
            metadata-flavor: Google
            user-agent: AutoMedia

            """;

    @Test
    void it_asks_to_encrypt_and_decrypt_with_the_place_as_further_data() throws Exception {
        service.thenAnswers(200, token("sesame"))
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(200, "{\"plaintext\":\"ZGF0YSBrZXk=\",\"usedPrimary\":true}");
        Aead key = ofMachine();

        byte[] sealed = key.encrypt(TEXT, PLACE);
        assertThat(sealed).asString().isEqualTo("sealed");
        assertThat(key.decrypt(sealed, PLACE)).isEqualTo(TEXT);

        assertThat(service.requests())
                .as("one token is enough")
                .containsExactly(
                        METADATA,
                        request("encrypt", "sesame", ENCRYPT),
                        request(
                                "decrypt",
                                "sesame",
                                "{\"ciphertext\":\"c2VhbGVk\","
                                        + "\"additionalAuthenticatedData\":\"ZW5jcnlwdGlvbktleXMvMQ==\"}"));
    }

    @Test
    void a_service_account_signs_for_a_token() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path file = Files.writeString(
                home.resolve("account.json"),
                JsonMapper.builder()
                        .build()
                        .writeValueAsString(Map.of(
                                "type", "service_account",
                                "private_key_id", "key-1",
                                "private_key", pem,
                                "client_email", "automedia@media.iam.gserviceaccount.com",
                                "token_uri", service.address() + "/token")));
        service.thenAnswers(200, token("sesame")).thenAnswers(200, ENCRYPTED);

        key(Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString())).encrypt(TEXT, PLACE);

        List<String> requests = service.requests();
        String form =
                "POST /token\ncontent-type: application/x-www-form-urlencoded\nhost: HOST\nuser-agent: AutoMedia\n\n"
                        + "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
        assertThat(requests.getFirst()).startsWith(form);
        SignedJWT assertion = SignedJWT.parse(requests.getFirst().substring(form.length()));
        assertThat(assertion.getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "key-1"));
        assertThat(JsonMapper.builder().build().readTree(assertion.getPayload().toString()))
                .isEqualTo(JsonMapper.builder()
                        .build()
                        .readTree("{\"iss\":\"automedia@media.iam.gserviceaccount.com\",\"scope\":"
                                + "\"https://www.googleapis.com/auth/cloudkms\",\"aud\":\"" + service.address()
                                + "/token\",\"iat\":1440938160,\"exp\":1440941760}"));
        assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(requests.getLast()).isEqualTo(request("encrypt", "sesame", ENCRYPT));
    }

    @Test
    void a_token_that_ends_or_is_taken_back_is_replaced() throws Exception {
        Aead key = ofMachine();
        service.thenAnswers(200, token("first"))
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}")
                .thenAnswers(200, token("second"))
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(200, token("third"))
                .thenAnswers(200, ENCRYPTED);
        key.encrypt(TEXT, PLACE);
        key.encrypt(TEXT, PLACE);
        clock.advance(Duration.ofSeconds(3_539));
        key.encrypt(TEXT, PLACE);

        assertThat(service.requests())
                .containsExactly(
                        METADATA,
                        request("encrypt", "first", ENCRYPT),
                        request("encrypt", "first", ENCRYPT),
                        METADATA,
                        request("encrypt", "second", ENCRYPT),
                        METADATA,
                        request("encrypt", "third", ENCRYPT));
    }

    @ParameterizedTest
    @CsvSource({
        "403, PERMISSION_DENIED, REFUSED",
        "401, UNAUTHENTICATED, REFUSED",
        "404, NOT_FOUND, UNUSABLE",
        "400, FAILED_PRECONDITION, UNUSABLE",
        "400, INVALID_ARGUMENT, FOREIGN",
        "429, RESOURCE_EXHAUSTED, AWAY",
        "503, UNAVAILABLE, AWAY"
    })
    void what_it_refuses_is_told_apart(int status, String name, Reason reason) {
        service.thenAnswers(200, token("sesame"));
        for (int i = 0; i < 5; i++) {
            service.thenAnswers(
                    status,
                    "{\"error\":{\"code\":" + status + ",\"message\":\"" + NAME + " is so.\",\"status\":\"" + name
                            + "\"}}");
            if (status == 401) {
                service.thenAnswers(200, token("another"));
            }
        }
        KeyServiceException refusal = refusal(() -> ofMachine().encrypt(TEXT, PLACE));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal)
                .hasMessageContaining("gcp-kms://" + NAME)
                .hasMessageContaining("HTTP " + status + ", " + NAME + " is so.");
        assertThat(service.waited()).hasSize(reason == Reason.AWAY ? 3 : 0);
    }

    @Test
    void credentials_that_cant_be_used_are_told() throws IOException {
        assertThat(refusal(
                        () -> key(Map.of(GoogleToken.FILE, home.resolve("none").toString()))
                                .encrypt(TEXT, PLACE)))
                .hasMessageContaining("there is no file where GOOGLE_APPLICATION_CREDENTIALS says");
        Path file =
                Files.writeString(home.resolve("user.json"), "{\"type\":\"authorized_user\",\"refresh_token\":\"s3\"}");
        assertThat(refusal(() -> key(Map.of(GoogleToken.FILE, file.toString())).encrypt(TEXT, PLACE)))
                .hasMessageContaining("is not the key of a service account");
        Files.writeString(
                file,
                "{\"type\":\"service_account\",\"token_uri\":\"http://evil.example/\",\"private_key\":\"s3cret\"}");
        assertThat(refusal(() -> key(Map.of(GoogleToken.FILE, file.toString())).encrypt(TEXT, PLACE)))
                .hasMessageContaining("token_uri of GOOGLE_APPLICATION_CREDENTIALS must be an address that begins with"
                        + " https://");
        Files.writeString(file, "{\"type\":\"service_account\",\"private_key\":\"s3cret\"}");
        assertThat(refusal(() -> key(Map.of(GoogleToken.FILE, file.toString())).encrypt(TEXT, PLACE)))
                .hasMessageContaining("the private_key in the file of GOOGLE_APPLICATION_CREDENTIALS can't be read")
                .hasMessageNotContaining("s3cret");
        service.thenAnswers(404, "not found");
        KeyServiceException refusal = refusal(() -> ofMachine().encrypt(TEXT, PLACE));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal)
                .hasMessageContaining("there is no token for it (HTTP 404). The credentials come from the file of");
    }
}
