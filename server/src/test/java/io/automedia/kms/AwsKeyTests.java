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
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What AWS KMS is asked, to the letter, and what becomes of its answers, in the forms of its
/// documentation.
class AwsKeyTests {
    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String ENCRYPT = "{\"KeyId\":\"" + ARN + "\",\"Plaintext\":\"ZGF0YSBrZXk=\","
            + "\"EncryptionContext\":{\"associatedData\":\"656e6372797074696f6e4b6579732f31\"}}";
    private static final String ENCRYPTED = "{\"CiphertextBlob\":\"c2VhbGVk\",\"EncryptionAlgorithm\":"
            + "\"SYMMETRIC_DEFAULT\",\"KeyId\":\"" + ARN + "\"}";
    private static final Map<String, String> OF_A_USER = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private final SettableClock clock = new SettableClock(Instant.parse("2015-08-30T12:36:00Z"));

    @AutoClose
    private final RecordedService service = RecordedService.start();

    @TempDir
    private Path home;

    private Aead key(Map<String, String> variables) {
        Map<String, String> all = with(variables, "AWS_ENDPOINT_URL_KMS", service.address());
        return new KeyServices(all, home, clock, service.pauses()).key("aws-kms://" + ARN);
    }

    /// What is asked, signed.
    private String request(String operation, String body, AwsCredentials by) {
        Map<String, String> own =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "TrentService." + operation);
        Map<String, String> signed = new AwsSignature("eu-central-1", "kms")
                .headers(
                        by,
                        clock.instant(),
                        "POST",
                        URI.create(service.address()),
                        own,
                        body.getBytes(StandardCharsets.UTF_8));
        String token = by.sessionToken() == null ? "" : "x-amz-security-token: " + by.sessionToken() + "\n";
        return "POST /\nauthorization: " + signed.get("Authorization")
                + "\ncontent-type: application/x-amz-json-1.1\nhost: HOST\nuser-agent: AutoMedia\nx-amz-date: "
                + signed.get("X-Amz-Date") + "\n" + token + "x-amz-target: TrentService." + operation + "\n\n" + body;
    }

    private static AwsCredentials credentials(@Nullable String token) {
        return new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token, null);
    }

    @Test
    void it_asks_to_encrypt_with_the_place_as_context() throws Exception {
        service.thenAnswers(200, ENCRYPTED);

        assertThat(key(OF_A_USER).encrypt(TEXT, PLACE)).asString().isEqualTo("sealed");

        String request = service.requests().getFirst();
        assertThat(request).isEqualTo(request("Encrypt", ENCRYPT, credentials(null)));
        assertThat(request)
                .contains("Credential=AKIDEXAMPLE/20150830/eu-central-1/kms/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=")
                .contains("x-amz-date: 20150830T123600Z");
    }

    @Test
    void it_asks_to_decrypt_and_wants_this_key_to_have_done_it() throws Exception {
        String question = "{\"KeyId\":\"" + ARN + "\",\"CiphertextBlob\":\"c2VhbGVk\","
                + "\"EncryptionContext\":{\"associatedData\":\"656e6372797074696f6e4b6579732f31\"}}";
        String answer =
                "{\"KeyId\":\"%s\",\"Plaintext\":\"ZGF0YSBrZXk=\",\"EncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}";
        Aead key = key(OF_A_USER);
        byte[] sealed = "sealed".getBytes(StandardCharsets.UTF_8);
        service.thenAnswers(200, answer.formatted(ARN)).thenAnswers(200, answer.formatted(ARN.replace("1234", "4321")));

        assertThat(key.decrypt(sealed, PLACE)).isEqualTo(TEXT);
        assertThat(service.requests()).containsExactly(request("Decrypt", question, credentials(null)));
        assertThat(refusal(() -> key.decrypt(sealed, PLACE)).reason()).isEqualTo(Reason.FOREIGN);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, REFUSED",
        "400, UnrecognizedClientException, REFUSED",
        "400, ExpiredTokenException, REFUSED",
        "400, DisabledException, UNUSABLE",
        "400, KMSInvalidStateException, UNUSABLE",
        "400, NotFoundException, UNUSABLE",
        "400, com.amazonaws.kms#NotFoundException, UNUSABLE",
        "400, InvalidCiphertextException, FOREIGN",
        "400, IncorrectKeyException, FOREIGN"
    })
    void what_it_refuses_is_told_apart(int status, String type, Reason reason) {
        service.thenAnswers(status, "{\"__type\":\"" + type + "\",\"message\":\"arn:aws:kms:x is so.\"}");

        KeyServiceException refusal = refusal(() -> key(OF_A_USER).encrypt(TEXT, PLACE));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal)
                .hasMessageContaining("aws-kms://" + ARN)
                .hasMessageContaining(type.substring(type.indexOf('#') + 1) + ", arn:aws:kms:x is so.");
        assertThat(service.requests()).as("asked once").hasSize(1);
    }

    @Test
    void what_is_asked_without_tls_goes_through_no_proxy() throws Exception {
        service.thenAnswers(200, ENCRYPTED);
        ProxySelector usual = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("localhost", 1)));
        try {
            assertThat(key(OF_A_USER).encrypt(TEXT, PLACE)).asString().isEqualTo("sealed");
        } finally {
            ProxySelector.setDefault(usual);
        }
    }

    @Test
    void it_asks_again_while_the_service_is_busy_and_not_for_ever() throws Exception {
        service.thenAnswers(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
                .thenAnswers(500, "{\"__type\":\"KMSInternalException\"}")
                .thenAnswers(200, ENCRYPTED);
        assertThat(key(OF_A_USER).encrypt(TEXT, PLACE)).asString().isEqualTo("sealed");
        assertThat(service.waited()).containsExactly(Duration.ofMillis(250), Duration.ofSeconds(1));
        service.requests();

        for (int i = 0; i < 5; i++) {
            service.thenAnswers(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        }
        KeyServiceException refusal = refusal(() -> key(OF_A_USER).encrypt(TEXT, PLACE));
        assertThat(refusal.reason()).isEqualTo(Reason.AWAY);
        assertThat(refusal).hasMessageContaining("ThrottlingException, Rate exceeded");
        assertThat(service.requests()).hasSize(4);
    }

    @Test
    void no_secret_is_in_what_goes_wrong() {
        Map<String, String> variables = new HashMap<>(OF_A_USER);
        variables.put("AWS_SESSION_TOKEN", "the-session-token");
        service.thenAnswers(
                400,
                "{\"__type\":\"InvalidSignatureException\",\"message\":\"The signature does not match.\\n\\nThe Canonical"
                        + " String should have been 'POST x-amz-security-token:the-session-token'\"}");
        assertThat(refusal(() -> key(variables).encrypt(TEXT, PLACE)))
                .hasMessageContaining("InvalidSignatureException, The signature does not match.")
                .hasMessageNotContaining("the-session-token");

        variables.put("AWS_SESSION_TOKEN", "the-session\ntoken");
        assertThat(refusal(() -> key(variables).encrypt(TEXT, PLACE)))
                .hasMessageContaining("a credential has characters that can't be sent")
                .hasNoCause();
        assertThat(credentials("the-session-token").toString()).doesNotContain("the-session-token", "EXAMPLEKEY");
    }

    @Test
    void credentials_are_taken_from_the_shared_file() throws Exception {
        Path file = Files.createDirectories(home.resolve(".aws")).resolve("credentials");
        Files.writeString(file, """
                [other]
                aws_access_key_id=no

                [ media ]
                # ours
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
                aws_session_token=sesame
                """);
        service.thenAnswers(200, ENCRYPTED);

        key(Map.of("AWS_PROFILE", "media")).encrypt(TEXT, PLACE);

        assertThat(service.requests()).containsExactly(request("Encrypt", ENCRYPT, credentials("sesame")));
    }

    @Test
    void credentials_of_a_container_are_used_until_shortly_before_their_end() throws Exception {
        String given =
                "{\"AccessKeyId\":\"AKIDEXAMPLE\",\"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\","
                        + "\"Token\":\"%s\",\"Expiration\":\"2015-08-30T13:36:00Z\"}";
        Path token = Files.writeString(home.resolve("token"), "let me in\n");
        Aead key = key(Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                service.address() + "/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                token.toString()));
        service.thenAnswers(200, given.formatted("first"))
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(200, ENCRYPTED)
                .thenAnswers(200, given.formatted("second"))
                .thenAnswers(200, ENCRYPTED);
        String asked = "GET /v1/credentials\nauthorization: let me in\nhost: HOST\nuser-agent: AutoMedia\n\n";

        key.encrypt(TEXT, PLACE);
        key.encrypt(TEXT, PLACE);
        String signed = request("Encrypt", ENCRYPT, credentials("first"));
        assertThat(service.requests()).containsExactly(asked, signed, signed);
        clock.advance(Duration.ofMinutes(56));
        key.encrypt(TEXT, PLACE);
        assertThat(service.requests()).containsExactly(asked, request("Encrypt", ENCRYPT, credentials("second")));
    }

    @Test
    void credentials_of_a_machine_are_asked_for_with_a_token_of_it() throws Exception {
        service.thenAnswers(200, "of-the-machine")
                .thenAnswers(200, "media-role")
                .thenAnswers(
                        200,
                        "{\"Code\":\"Success\",\"AccessKeyId\":\"AKIDEXAMPLE\",\"SecretAccessKey\":"
                                + "\"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\",\"Token\":\"sesame\",\"Expiration\":"
                                + "\"2015-08-30T18:00:00Z\"}")
                .thenAnswers(200, ENCRYPTED);

        key(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.address())).encrypt(TEXT, PLACE);

        String headers = "host: HOST\nuser-agent: AutoMedia\nx-aws-ec2-metadata-token";
        assertThat(service.requests())
                .containsExactly(
                        "PUT /latest/api/token\n" + headers + "-ttl-seconds: 300\n\n",
                        "GET /latest/meta-data/iam/security-credentials/\n" + headers + ": of-the-machine\n\n",
                        "GET /latest/meta-data/iam/security-credentials/media-role\n" + headers
                                + ": of-the-machine\n\n",
                        request("Encrypt", ENCRYPT, credentials("sesame")));
    }

    @Test
    void who_has_no_credentials_hears_where_they_are_looked_for() {
        KeyServiceException refusal =
                refusal(() -> key(Map.of("AWS_EC2_METADATA_DISABLED", "true")).encrypt(TEXT, PLACE));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal)
                .hasMessageContaining("there are no credentials")
                .hasMessageContaining("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
                .hasMessageContaining("kms:Encrypt and kms:Decrypt");
        service.thenAnswers(404, "");
        refusal = refusal(() -> key(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.address()))
                .encrypt(TEXT, PLACE));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("there are no credentials (who should give credentials gives none");
        assertThat(service.requests()).hasSize(1);
        assertThatThrownBy(() -> key(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://evil.example/"))
                        .encrypt(TEXT, PLACE))
                .hasMessageContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI must be the provider's address");
        assertThat(service.requests()).isEqualTo(List.of());
    }
}
