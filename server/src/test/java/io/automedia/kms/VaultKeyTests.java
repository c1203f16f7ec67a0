package io.automedia.kms;

import static io.automedia.kms.KeyFixtures.PLACE;
import static io.automedia.kms.KeyFixtures.TEXT;
import static io.automedia.kms.KeyFixtures.refusal;
import static io.automedia.kms.KeyFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import io.automedia.kms.KeyServiceException.Reason;
import io.automedia.testing.SettableClock;
import io.automedia.testing.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Vault is asked, to the letter, and what becomes of its answers, in the forms of its
/// documentation.
class VaultKeyTests {
    private static final String ENCRYPTED = "{\"request_id\":\"1\",\"lease_id\":\"\",\"renewable\":false,\"data\":"
            + "{\"ciphertext\":\"vault:v1:c2VhbGVk\",\"key_version\":1}}";
    private static final String ENCRYPT =
            "{\"plaintext\":\"ZGF0YSBrZXk=\",\"associated_data\":\"ZW5jcnlwdGlvbktleXMvMQ==\"}";
    private static final Map<String, String> TOKEN = Map.of("VAULT_TOKEN", "hvs.sesame");

    private final SettableClock clock = SettableClock.atNoon();

    @AutoClose
    private final RecordedService service = RecordedService.start();

    @TempDir
    private Path home;

    private Aead key(Map<String, String> variables) {
        Map<String, String> all = with(variables, "VAULT_ADDR", service.address());
        return new KeyServices(all, home, clock, service.pauses()).key(uri());
    }

    private String uri() {
        return "hcvault://" + service.host() + "/transit/keys/automedia";
    }

    private static String request(String path, String headers, String body) {
        return "POST /v1/" + path + "\ncontent-type: application/json\nhost: HOST\nuser-agent: AutoMedia\n" + headers
                + "x-vault-request: true\n" + "%s\n" + body;
    }

    private static String encrypt(String token) {
        return request("transit/encrypt/automedia", "", ENCRYPT).formatted("x-vault-token: " + token + "\n");
    }

    @Test
    void it_asks_to_encrypt_and_decrypt_with_the_place_as_associated_data() throws Exception {
        service.thenAnswers(200, ENCRYPTED).thenAnswers(200, "{\"data\":{\"plaintext\":\"ZGF0YSBrZXk=\"}}");
        Aead key = key(with(TOKEN, "VAULT_NAMESPACE", "media"));

        byte[] sealed = key.encrypt(TEXT, PLACE);
        assertThat(sealed).asString().isEqualTo("vault:v1:c2VhbGVk");
        assertThat(key.decrypt(sealed, PLACE)).isEqualTo(TEXT);

        String headers = "x-vault-namespace: media\n";
        assertThat(service.requests())
                .containsExactly(
                        request("transit/encrypt/automedia", headers, ENCRYPT).formatted("x-vault-token: hvs.sesame\n"),
                        request(
                                        "transit/decrypt/automedia",
                                        headers,
                                        "{\"ciphertext\":\"vault:v1:c2VhbGVk\","
                                                + "\"associated_data\":\"ZW5jcnlwdGlvbktleXMvMQ==\"}")
                                .formatted("x-vault-token: hvs.sesame\n"));
        assertThat(refusal(() -> key.decrypt(TEXT, PLACE)).reason()).isEqualTo(Reason.FOREIGN);
    }

    @Test
    void an_app_role_signs_in_and_again_when_its_token_ends_or_is_taken_back() throws Exception {
        String login = "{\"auth\":{\"client_token\":\"%s\",\"lease_duration\":1200,\"renewable\":true}}";
        Aead key = key(Map.of("VAULT_ROLE_ID", "role", "VAULT_SECRET_ID", "s3cret"));
        service.thenAnswers(200, login.formatted("first"))
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(403, "{\"errors\":[\"permission denied\"]}")
                .thenAnswers(200, login.formatted("second"))
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(200, login.formatted("third"))
                .thenAnswers(200, ENCRYPTED);
        key.encrypt(TEXT, PLACE);
        key.encrypt(TEXT, PLACE);
        clock.advance(Duration.ofMinutes(19));
        key.encrypt(TEXT, PLACE);

        String asked = request("auth/approle/login", "", "{\"role_id\":\"role\",\"secret_id\":\"s3cret\"}")
                .formatted("");
        assertThat(service.requests())
                .containsExactly(
                        asked, encrypt("first"), encrypt("first"), asked, encrypt("second"), asked, encrypt("third"));

        service.thenAnswers(400, "{\"errors\":[\"invalid role or secret ID\"]}");
        assertThat(refusal(() -> key(Map.of("VAULT_ROLE_ID", "role", "VAULT_SECRET_ID", "s3cret"))
                        .encrypt(TEXT, PLACE)))
                .hasMessageContaining("it does not let the AppRole in (HTTP 400, invalid role or secret ID)")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void the_token_that_the_tools_keep_is_read_each_time() throws Exception {
        Aead key = key(Map.of());
        assertThat(refusal(() -> key.encrypt(TEXT, PLACE)))
                .hasMessageContaining("there is no token. The token comes from VAULT_TOKEN");
        for (String token : new String[] {"first", "second"}) {
            Files.writeString(home.resolve(".vault-token"), token + "\n");
            service.thenAnswers(200, ENCRYPTED);
            key.encrypt(TEXT, PLACE);
            assertThat(service.requests()).containsExactly(encrypt(token));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, '1 error occurred:\\n\\t* permission denied\\n\\n', permission denied, REFUSED",
        "400, encryption key not found, encryption key not found, UNUSABLE",
        "404, no handler for route, no handler for route, UNUSABLE",
        "400, ciphertext or signature version is disallowed by policy (too old), too old, UNUSABLE",
        "400, cipher: message authentication failed, authentication failed, FOREIGN",
        "503, Vault is sealed, Vault is sealed, AWAY",
        "429, rate limit quota exceeded, rate limit, AWAY",
        "307, '', HTTP 307, UNUSABLE"
    })
    void what_it_refuses_is_told_apart(int status, String words, String told, Reason reason) {
        for (int i = 0; i < 4; i++) {
            service.thenAnswers(status, "{\"errors\":[\"" + words + "\"]}");
        }
        KeyServiceException refusal = refusal(() -> key(TOKEN).encrypt(TEXT, PLACE));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal)
                .hasMessageContaining(uri())
                .hasMessageContaining(told)
                .hasMessageNotContaining("sesame");
        assertThat(service.requests()).hasSize(reason == Reason.AWAY ? 4 : 1);
    }

    @Test
    void a_service_that_is_not_there_or_says_strange_things_is_told() throws Exception {
        service.thenAnswers(200, "<html>").thenAnswers(200, "x".repeat(Calls.MOST_BYTES + 1));
        assertThat(refusal(() -> key(TOKEN).encrypt(TEXT, PLACE)))
                .hasMessageContaining("its answer can't be understood");
        Calls calls = new Calls(null, service.pauses());
        assertThatThrownBy(() -> calls.once(
                        () -> Calls.to(java.net.URI.create(service.address())).build()))
                .hasMessageContaining("its answer is too large");
        Aead key = key(TOKEN);
        service.close();
        assertThat(refusal(() -> key.encrypt(TEXT, PLACE)))
                .hasMessageContaining(
                        "The key service of " + uri() + " can't be used now: localhost can't be connected to");
        assertThat(service.waited()).isEqualTo(Calls.PAUSES);
    }

    @Test
    void one_that_never_comes_to_an_end_is_left() throws Exception {
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Calls calls = new Calls(null, service.pauses(), Duration.ofMillis(200));
            java.net.URI address = java.net.URI.create("http://localhost:" + silent.getLocalPort());
            assertThatThrownBy(() -> calls.once(() -> Calls.to(address).build()))
                    .hasMessageContaining("localhost gives no answer within 200 ms");
        }
    }

    @Test
    void its_certificate_must_be_trusted_by_java_or_by_a_file() throws Exception {
        TestCertificates certificates = TestCertificates.in(home);
        Path authority = Files.writeString(home.resolve("ca.pem"), certificates.authorityPem());
        try (RecordedService secure =
                RecordedService.overTls(certificates.made().serving())) {
            String uri = "hcvault://" + secure.host() + "/transit/keys/automedia";
            assertThat(refusal(() -> new KeyServices(TOKEN, home, clock, service.pauses())
                            .key(uri)
                            .encrypt(TEXT, PLACE)))
                    .hasMessageContaining("localhost shows a certificate that is not trusted");
            secure.thenAnswers(200, ENCRYPTED);
            Map<String, String> trusting = with(TOKEN, "VAULT_CACERT", authority.toString());
            new KeyServices(trusting, home, clock, service.pauses()).key(uri).encrypt(TEXT, PLACE);
            assertThat(secure.requests()).containsExactly(encrypt("hvs.sesame"));
        }
    }
}
