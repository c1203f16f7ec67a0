package io.automedia.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Against the test suite that AWS publishes for Signature Version 4, and what its own client for
/// Python signs.
class AwsSignatureTests {
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final URI EXAMPLE = URI.create("https://example.amazonaws.com/");
    private static final String SESSION =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFq"
                    + "wAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7W"
                    + "Z0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOL"
                    + "n9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static String suite(String method, @Nullable String session, Map<String, String> headers, String body) {
        Map<String, String> added = new AwsSignature("us-east-1", "service")
                .headers(credentials(session), TIME, method, EXAMPLE, headers, body.getBytes(StandardCharsets.UTF_8));
        assertThat(added).containsEntry("X-Amz-Date", "20150830T123600Z");
        return authorization(added);
    }

    private static String authorization(Map<String, String> headers) {
        String authorization = headers.get("Authorization");
        return authorization == null ? "" : authorization;
    }

    private static AwsCredentials credentials(@Nullable String session) {
        return new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", session, null);
    }

    @Test
    void it_signs_as_the_suite_of_aws_does() {
        assertThat(suite("GET", null, Map.of(), ""))
                .as("get-vanilla")
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date,"
                        + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        assertThat(suite("POST", null, Map.of(), ""))
                .as("post-vanilla")
                .endsWith("Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        assertThat(suite("POST", null, Map.of("My-Header1", "VALUE1"), ""))
                .as("post-header-value-case")
                .endsWith("SignedHeaders=host;my-header1;x-amz-date,"
                        + " Signature=cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d");
        assertThat(suite("POST", null, Map.of("Content-Type", "application/x-www-form-urlencoded"), "Param1=value1"))
                .as("post-x-www-form-urlencoded")
                .endsWith("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
        assertThat(suite("POST", SESSION, Map.of(), ""))
                .as("post-sts-header-before")
                .endsWith("SignedHeaders=host;x-amz-date;x-amz-security-token,"
                        + " Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    @Test
    void it_signs_a_request_to_the_key_service_as_botocore_does() {
        String body = "{\"KeyId\":\"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\","
                + "\"Plaintext\":\"ZGF0YSBrZXk=\",\"EncryptionContext\":{\"associatedData\":"
                + "\"656e6372797074696f6e4b6579732f31\"}}";
        assertThat(authorization(new AwsSignature("eu-central-1", "kms")
                        .headers(
                                credentials(null),
                                TIME,
                                "POST",
                                URI.create("https://kms.eu-central-1.amazonaws.com/"),
                                Map.of(
                                        "Content-Type",
                                        "application/x-amz-json-1.1",
                                        "X-Amz-Target",
                                        "TrentService.Encrypt"),
                                body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/kms/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                        + " Signature=4ad1daeae52ea395c9f715847a5f9a0f2eceaacc356bf1db4e4e1f6ab9f6d571");
    }
}
