package io.automedia.kms;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A symmetric key of Google Cloud KMS.
final class GoogleKey implements Aead {
    static final String SCHEME = "gcp-kms://";
    private static final Pattern FORM = Pattern.compile("gcp-kms://(projects/[A-Za-z0-9.:_-]+/locations/[a-z0-9-]+"
            + "/keyRings/[A-Za-z0-9_-]+/cryptoKeys/[A-Za-z0-9_-]+)");
    private static final String ENDPOINT = "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS";
    private static final int UNAUTHORIZED = 401;
    private static final String ADVICE = "The credentials come from the file of " + GoogleToken.FILE
            + ", or from the machine, and need the role roles/cloudkms.cryptoKeyEncrypterDecrypter for this key.";

    private final String uri;
    private final String name;
    private final URI endpoint;
    private final GoogleToken token;
    private final Calls calls;

    GoogleKey(String uri, Surroundings surroundings, Clock clock, Pauses pauses) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a key of Google is named gcp-kms://projects/PROJECT/locations/PLACE/keyRings/RING/cryptoKeys/KEY");
        }
        this.uri = uri;
        this.name = form.group(1);
        this.endpoint =
                ServiceAddress.of(surroundings.variable(ENDPOINT, "https://cloudkms.googleapis.com/"), ENDPOINT);
        this.calls = new Calls(null, pauses);
        this.token = new GoogleToken(surroundings, clock, calls);
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws KeyServiceException {
        return bytes(call("encrypt", question("plaintext", plaintext, associatedData)), "ciphertext");
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws KeyServiceException {
        return bytes(call("decrypt", question("ciphertext", ciphertext, associatedData)), "plaintext");
    }

    private static ObjectNode question(String field, byte[] content, byte[] associatedData) {
        return Answer.object()
                .put(field, Base64.getEncoder().encodeToString(content))
                .put("additionalAuthenticatedData", Base64.getEncoder().encodeToString(associatedData));
    }

    private JsonNode call(String operation, ObjectNode question) throws KeyServiceException {
        try {
            Answer answer = ask(operation, question);
            if (answer.status() == UNAUTHORIZED) {
                token.forget();
                answer = ask(operation, question);
            }
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

    private Answer ask(String operation, ObjectNode question) throws IOException {
        String bearer = "Bearer " + token.current();
        return calls.patiently(
                () -> Calls.to(endpoint.resolve("/v1/" + name + ":" + operation))
                        .header("Authorization", bearer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(question.toString()))
                        .build(),
                Answer::mayPass);
    }

    private KeyServiceException refusal(Answer answer) {
        JsonNode error = answer.json().path("error");
        String status = error.path("status").asString("");
        String words = Answer.words(error.path("message").asString(""));
        String detail = "HTTP " + answer.status() + (words.isEmpty() ? "" : ", " + words);
        if (answer.mayPass()) {
            return KeyServiceException.away(uri, detail, null);
        }
        return switch (status) {
            case "NOT_FOUND", "FAILED_PRECONDITION" -> KeyServiceException.unusable(uri, detail);
            case "INVALID_ARGUMENT" -> KeyServiceException.foreign(uri, detail);
            default -> KeyServiceException.refused(uri, detail, ADVICE);
        };
    }

    private byte[] bytes(JsonNode answer, String field) throws KeyServiceException {
        try {
            return Base64.getDecoder().decode(answer.path(field).asString("?"));
        } catch (IllegalArgumentException none) {
            throw KeyServiceException.away(uri, "its answer can't be understood", none);
        }
    }
}
