package io.automedia.kms;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A symmetric key of the transit engine of HashiCorp Vault, 1.13 or newer, or of OpenBao. What it
/// encrypts is the text that Vault makes of it (`vault:v1:…`), as in Tink's own clients.
final class VaultKey implements Aead {
    static final String SCHEME = "hcvault://";
    private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
    private static final Pattern FORM =
            Pattern.compile("hcvault://((?:[A-Za-z0-9.-]+|\\[[0-9a-f:]+])(?::[0-9]{1,5})?)/(" + SEGMENT + "(?:/"
                    + SEGMENT + ")*)/keys/(" + SEGMENT + ")");
    private static final String ADDRESS = "VAULT_ADDR";
    private static final int FORBIDDEN = 403;
    private static final String ADVICE = "The token comes from VAULT_TOKEN, from VAULT_ROLE_ID and VAULT_SECRET_ID, or"
            + " from ~/.vault-token, and needs the capability update for its encrypt and decrypt.";

    private final String uri;
    private final String mount;
    private final String name;
    private final URI address;
    private final Surroundings surroundings;
    private final Calls calls;
    private final VaultToken token;

    VaultKey(String uri, Surroundings surroundings, Clock clock, Pauses pauses) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a key of Vault is named hcvault://HOST/transit/keys/NAME, without a user or token");
        }
        this.uri = uri;
        this.mount = form.group(2);
        this.name = form.group(3);
        this.address = address(form.group(1), surroundings);
        this.surroundings = surroundings;
        this.calls = new Calls(TrustedFile.context(surroundings, "VAULT_CACERT"), pauses);
        this.token = new VaultToken(surroundings, address, clock, calls);
    }

    /// HTTPS; HTTP only where `VAULT_ADDR` says so of the same host, which is this machine.
    private static URI address(String host, Surroundings surroundings) {
        String plain = "http://" + host;
        boolean isPlain =
                surroundings.variable(ADDRESS, "").replaceAll("/+$", "").equals(plain);
        return ServiceAddress.of(isPlain ? plain : "https://" + host, ADDRESS);
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws KeyServiceException {
        String encrypted = call("encrypt", question("plaintext", base64(plaintext), associatedData))
                .path("ciphertext")
                .asString("");
        if (encrypted.isEmpty()) {
            throw notUnderstood(null);
        }
        return encrypted.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws KeyServiceException {
        String text = new String(ciphertext, StandardCharsets.UTF_8);
        if (!text.startsWith("vault:")) {
            throw KeyServiceException.foreign(uri, "Vault did not make it");
        }
        JsonNode answer = call("decrypt", question("ciphertext", text, associatedData));
        try {
            return Base64.getDecoder().decode(answer.path("plaintext").asString("?"));
        } catch (IllegalArgumentException none) {
            throw notUnderstood(none);
        }
    }

    private static ObjectNode question(String field, String content, byte[] associatedData) {
        return Answer.object().put(field, content).put("associated_data", base64(associatedData));
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    private JsonNode call(String operation, ObjectNode question) throws KeyServiceException {
        try {
            Answer answer = ask(operation, question);
            if (answer.status() == FORBIDDEN && token.forget()) {
                answer = ask(operation, question);
            }
            if (!answer.isGood()) {
                throw refusal(answer);
            }
            return answer.json().path("data");
        } catch (NoCredentialsException refused) {
            throw KeyServiceException.refused(uri, String.valueOf(refused.getMessage()), ADVICE);
        } catch (IOException cause) {
            throw KeyServiceException.away(uri, String.valueOf(cause.getMessage()), cause);
        }
    }

    private Answer ask(String operation, ObjectNode question) throws IOException, KeyServiceException {
        String given = token.current();
        if (given == null) {
            throw KeyServiceException.refused(uri, "there is no token", ADVICE);
        }
        return calls.patiently(
                () -> to(address.resolve("/v1/" + mount + "/" + operation + "/" + name), surroundings)
                        .header("X-Vault-Token", given)
                        .POST(BodyPublishers.ofString(question.toString()))
                        .build(),
                Answer::mayPass);
    }

    static HttpRequest.Builder to(URI address, Surroundings surroundings) {
        HttpRequest.Builder request = Calls.to(address)
                .header("Content-Type", "application/json")
                // an agent may want it, so that no browser can be made to ask
                .header("X-Vault-Request", "true");
        String namespace = surroundings.variable("VAULT_NAMESPACE");
        return namespace == null ? request : request.header("X-Vault-Namespace", namespace);
    }

    private KeyServiceException refusal(Answer answer) {
        String detail = detail(answer);
        if (answer.mayPass()) {
            return KeyServiceException.away(uri, detail, null);
        }
        if (answer.status() == FORBIDDEN) {
            return KeyServiceException.refused(uri, detail, ADVICE);
        }
        return detail.contains("authentication failed") || detail.contains("invalid ciphertext")
                ? KeyServiceException.foreign(uri, detail)
                : KeyServiceException.unusable(uri, detail);
    }

    /// What went wrong, as Vault says it.
    static String detail(Answer answer) {
        String first = answer.json().path("errors").path(0).asString("");
        String words = Answer.words(first.replaceFirst("^\\d+ errors? occurred:\\s*\\*\\s*", ""));
        return "HTTP " + answer.status() + (words.isEmpty() ? "" : ", " + words);
    }

    private KeyServiceException notUnderstood(@Nullable Throwable cause) {
        return KeyServiceException.away(uri, "its answer can't be understood", cause);
    }
}
