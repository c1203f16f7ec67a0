package io.automedia.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The transit engine of a Vault, as far as a key of it is used: with real encryption, versions,
/// associated data, a token, and Vault's own words for what goes wrong.
public final class TransitServer implements AutoCloseable {
    private static final String TOKEN = "hvs.test-token";
    private static final int NONCE = 12;

    private HttpServer server;
    private final int port;
    private final Map<String, List<byte[]>> keys = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int oldest = 1;
    private volatile boolean mayDecrypt = true;
    private volatile boolean isBusy;

    private TransitServer(HttpServer server) {
        this.server = server;
        this.port = server.getAddress().getPort();
        begin();
    }

    /// With one key, `automedia`.
    public static TransitServer start() {
        TransitServer started = new TransitServer(listening(0));
        started.keys.put("automedia", new CopyOnWriteArrayList<>());
        started.rotate();
        return started;
    }

    private static HttpServer listening(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void begin() {
        server.createContext("/v1/transit/", this::handle);
        server.start();
    }

    /// The URI of its key.
    public String uri() {
        return "hcvault://localhost:" + port + "/transit/keys/automedia";
    }

    /// What must be in the environment of who uses it.
    public Map<String, String> variables() {
        return Map.of("VAULT_ADDR", "http://localhost:" + port, "VAULT_TOKEN", TOKEN);
    }

    /// Services that find it, and don't wait before they ask again.
    public KeyServices services(Clock clock) {
        return new KeyServices(variables(), Path.of("nowhere"), clock, time -> {});
    }

    /// How often it was asked so far.
    public int asked() {
        return asked.get();
    }

    /// A new version of its key.
    public void rotate() {
        byte[] version = new byte[32];
        new SecureRandom().nextBytes(version);
        key().add(version);
    }

    private List<byte[]> key() {
        return keys.getOrDefault("automedia", List.of());
    }

    /// What older versions encrypted stays shut.
    public void openOnlyFrom(int version) {
        oldest = version;
    }

    /// Whether the token may decrypt.
    public void letDecrypt(boolean may) {
        mayDecrypt = may;
    }

    /// Whether it says to come back later.
    public void beBusy(boolean busy) {
        isBusy = busy;
    }

    /// Nobody is there any more.
    public void stop() {
        server.stop(0);
    }

    /// It is there again.
    public void startAgain() {
        server = listening(port);
        begin();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            JsonNode question =
                    Answer.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answer(exchange, path[3], path[4], question);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange, String operation, String name, JsonNode question) {
        if (isBusy) {
            return refused(503, "Vault is sealed");
        }
        boolean isKnown = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))
                && exchange.getRequestMethod().equals("POST");
        if (!isKnown || (operation.equals("decrypt") && !mayDecrypt)) {
            return refused(403, "1 error occurred:\\n\\t* permission denied\\n\\n");
        }
        List<byte[]> versions = keys.getOrDefault(name, List.of());
        if (versions.isEmpty()) {
            return refused(400, "encryption key not found");
        }
        byte[] associated = bytes(question, "associated_data");
        try {
            return operation.equals("encrypt")
                    ? encrypted(versions, bytes(question, "plaintext"), associated)
                    : decrypted(versions, question.path("ciphertext").asString(""), associated);
        } catch (GeneralSecurityException shut) {
            return refused(400, "cipher: message authentication failed");
        }
    }

    private static Answer encrypted(List<byte[]> versions, byte[] plain, byte[] associated)
            throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, versions.getLast(), nonce, associated)
                .doFinal(plain);
        byte[] all = ByteBuffer.allocate(NONCE + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        ObjectNode data = Answer.object()
                .put(
                        "ciphertext",
                        "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(all))
                .put("key_version", versions.size());
        return new Answer(200, "{\"data\":" + data + "}");
    }

    private Answer decrypted(List<byte[]> versions, String text, byte[] associated) throws GeneralSecurityException {
        String[] parts = text.split(":", -1);
        int version = Integer.parseInt(parts[1].substring(1));
        if (version < oldest) {
            return refused(400, "ciphertext or signature version is disallowed by policy (too old)");
        }
        byte[] all = Base64.getDecoder().decode(parts[2]);
        byte[] plain = cipher(Cipher.DECRYPT_MODE, versions.get(version - 1), Arrays.copyOf(all, NONCE), associated)
                .doFinal(all, NONCE, all.length - NONCE);
        return new Answer(
                200, "{\"data\":{\"plaintext\":\"" + Base64.getEncoder().encodeToString(plain) + "\"}}");
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static byte[] bytes(JsonNode question, String field) {
        return Base64.getDecoder().decode(question.path(field).asString(""));
    }

    private static Answer refused(int status, String words) {
        return new Answer(status, "{\"errors\":[\"" + words + "\"]}");
    }

    @Override
    public void close() {
        stop();
    }
}
