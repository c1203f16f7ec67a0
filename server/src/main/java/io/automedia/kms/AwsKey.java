package io.automedia.kms;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A symmetric key of AWS KMS. The associated data is the encryption context `associatedData`, in
/// hexadecimal digits, as Tink's own client has it.
final class AwsKey implements Aead {
    static final String SCHEME = "aws-kms://";
    private static final Pattern FORM = Pattern.compile("aws-kms://(arn:(aws|aws-cn|aws-us-gov):kms:"
            + "([a-z0-9-]{1,40}):[0-9]{12}:(?:key|alias)/[A-Za-z0-9/_-]{1,250})");
    private static final String ENDPOINT = "AWS_ENDPOINT_URL_KMS";
    private static final String CHINA = "aws-cn";
    private static final Set<String> BUSY =
            Set.of("ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException");
    private static final Set<String> UNUSABLE = Set.of(
            "DisabledException",
            "KMSInvalidStateException",
            "NotFoundException",
            "InvalidKeyUsageException",
            "InvalidArnException");
    private static final Set<String> FOREIGN = Set.of("InvalidCiphertextException", "IncorrectKeyException");
    private static final String ADVICE = "The credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
            + " ~/.aws/credentials, the container or the machine, and need kms:Encrypt and kms:Decrypt for this key.";

    private final String uri;
    private final String arn;
    private final URI endpoint;
    private final AwsSignature signature;
    private final AwsCredentialsSource credentials;
    private final Calls calls;
    private final Clock clock;

    AwsKey(String uri, Surroundings surroundings, Clock clock, Pauses pauses) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException("a key of AWS is named aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID,"
                    + " or with alias/NAME in the end");
        }
        String region = form.group(3);
        String domain = form.group(2).equals(CHINA) ? ".amazonaws.com.cn" : ".amazonaws.com";
        this.uri = uri;
        this.arn = form.group(1);
        this.endpoint = ServiceAddress.of(
                surroundings.variable(
                        ENDPOINT, surroundings.variable("AWS_ENDPOINT_URL", "https://kms." + region + domain + "/")),
                ENDPOINT);
        this.signature = new AwsSignature(region, "kms");
        this.calls = new Calls(null, pauses);
        this.credentials = new AwsCredentialsSource(surroundings, clock, calls);
        this.clock = clock;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws KeyServiceException {
        return bytes(call("Encrypt", question("Plaintext", plaintext, associatedData)), "CiphertextBlob");
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws KeyServiceException {
        JsonNode answer = call("Decrypt", question("CiphertextBlob", ciphertext, associatedData));
        // an alias may have been another key's when this was encrypted
        if (arn.contains(":key/") && !answer.path("KeyId").asString("").equals(arn)) {
            throw KeyServiceException.foreign(uri, "another key opened it");
        }
        return bytes(answer, "Plaintext");
    }

    private ObjectNode question(String name, byte[] content, byte[] associatedData) {
        ObjectNode question =
                Answer.object().put("KeyId", arn).put(name, Base64.getEncoder().encodeToString(content));
        if (associatedData.length > 0) {
            question.putObject("EncryptionContext")
                    .put("associatedData", HexFormat.of().formatHex(associatedData));
        }
        return question;
    }

    private JsonNode call(String operation, ObjectNode question) throws KeyServiceException {
        try {
            AwsCredentials asked = credentials.current();
            if (asked == null) {
                throw KeyServiceException.refused(uri, "there are no credentials", ADVICE);
            }
            byte[] body = question.toString().getBytes(StandardCharsets.UTF_8);
            Answer answer = calls.patiently(
                    () -> request(asked, operation, body), one -> one.mayPass() || BUSY.contains(error(one)));
            if (!answer.isGood()) {
                throw refusal(answer);
            }
            return answer.json();
        } catch (NoCredentialsException | IllegalArgumentException unusable) {
            throw KeyServiceException.refused(uri, String.valueOf(unusable.getMessage()), ADVICE);
        } catch (IOException cause) {
            throw KeyServiceException.away(uri, String.valueOf(cause.getMessage()), cause);
        }
    }

    private HttpRequest request(AwsCredentials asked, String operation, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "TrentService." + operation);
        headers.putAll(signature.headers(asked, clock.instant(), "POST", endpoint, Map.copyOf(headers), body));
        HttpRequest.Builder request = Calls.to(endpoint).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    private KeyServiceException refusal(Answer answer) {
        String error = error(answer);
        JsonNode json = answer.json();
        String words =
                Answer.words(json.path("message").asString(json.path("Message").asString("")));
        String detail = (error.isEmpty() ? "HTTP " + answer.status() : error) + (words.isEmpty() ? "" : ", " + words);
        if (answer.mayPass() || BUSY.contains(error)) {
            return KeyServiceException.away(uri, detail, null);
        }
        if (UNUSABLE.contains(error)) {
            return KeyServiceException.unusable(uri, detail);
        }
        return FOREIGN.contains(error)
                ? KeyServiceException.foreign(uri, detail)
                : KeyServiceException.refused(uri, detail, ADVICE);
    }

    /// `AccessDeniedException`, also when there is a namespace before it.
    private static String error(Answer answer) {
        String type = answer.json().path("__type").asString("");
        return Answer.words(type.substring(type.indexOf('#') + 1));
    }

    private byte[] bytes(JsonNode answer, String name) throws KeyServiceException {
        try {
            return Base64.getDecoder().decode(answer.path(name).asString("?"));
        } catch (IllegalArgumentException none) {
            throw KeyServiceException.away(uri, "its answer can't be understood", none);
        }
    }
}
