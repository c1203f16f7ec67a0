package io.automedia.cli;

import io.automedia.access.Caller;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The instance that a command talks to, over HTTP: the one that holds the data folder, or one that runs inside this
/// process until the command is done.
final class LocalInstance implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int FORBIDDEN = 403;
    private static final String KEYS = "/api/v1/admin/encryption-keys";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Instance instance;
    private final @Nullable ConfigurableApplicationContext ours;
    private final HttpClient http;

    private LocalInstance(Instance instance, Path folder, @Nullable ConfigurableApplicationContext ours) {
        this.instance = instance;
        this.http = instance.certificate() == null
                ? HttpClient.newHttpClient()
                : HttpClient.newBuilder()
                        .sslContext(InstanceTrust.context(folder))
                        .build();
        this.ours = ours;
    }

    static LocalInstance attachOrStart(Settings settings) {
        return Instance.running(settings.data())
                .map(running -> new LocalInstance(running, settings.data(), null))
                .orElseGet(() -> startOne(settings.data()));
    }

    private static LocalInstance startOne(Path folder) {
        ConfigurableApplicationContext context = Application.startForOneCommand(folder);
        return new LocalInstance(context.getBean(ReadyInstance.class).describe(), folder, context);
    }

    /// Fails with words, before anything is sent, when it can't be told whose the posts are to be. Where there is no
    /// account, an administrator is made.
    void requirePerson(@Nullable String user) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request("/api/v1/users/me", user).GET().build(), BodyHandlers.ofString());
        if (answer.statusCode() == FORBIDDEN && user == null) {
            if (madeAdmin()) {
                return;
            }
            throw CommandFailure.wrongUsage("Whose posts are they? Add --user=EMAIL.");
        }
        if (answer.statusCode() >= 300) {
            String reason = JSON.readTree(answer.body()).path("detail").asString("");
            throw CommandFailure.wrongUsage(reason + " Give another one with --user=EMAIL.");
        }
    }

    private boolean madeAdmin() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request("/api/v1/local/administrator", null)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            return false;
        }
        JsonNode made = JSON.readTree(answer.body());
        System.out.println("There was no account: made the administrator "
                + made.path("email").asString() + " with password "
                + made.path("password").asString());
        return true;
    }

    /// Makes an administrator, also of somebody who has an account.
    ///
    /// @param unconfirmed whether it may be an account whose address nobody has confirmed
    /// @return what became of it in words, with the password of a new one
    String createAdmin(String email, boolean unconfirmed) throws IOException, InterruptedException {
        JsonNode made = post("/api/v1/local/administrators", Map.of("email", email, "unconfirmed", unconfirmed));
        String password = made.path("password").asString("");
        if (!password.isEmpty()) {
            return "password: " + password;
        }
        String address = made.path("email").asString();
        return made.path("before").asString("").equals(Caller.Person.ADMIN)
                ? address + " is an administrator already."
                : "There was an account " + address + ": it is an administrator now, with the password that it has.";
    }

    void activate(String email) throws IOException, InterruptedException {
        post("/api/v1/local/activations", Map.of("email", email));
    }

    private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path, null)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    ImportJob startImport(Path file, @Nullable String format, @Nullable String user)
            throws IOException, InterruptedException {
        String boundary = "automedia-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + file.getFileName().toString().replace("\"", "_")
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        String query = format == null ? "" : "?format=" + format;
        return ImportJob.of(send(request("/api/v1/content/import" + query, user)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)
                .build()));
    }

    /// Switches the second factor of an account off.
    ///
    /// @return whether it was on
    boolean resetTwoFactor(String email) throws IOException, InterruptedException {
        return post("/api/v1/local/two-factor-reset", Map.of("email", email))
                .path("wasOn")
                .asBoolean();
    }

    /// Looks at the whole audit trail.
    ///
    /// @param seq the place of an entry that was noted before, with its hash; null for none
    JsonNode verifyAudit(@Nullable Long seq, @Nullable String hash) throws IOException, InterruptedException {
        String noted = seq == null || hash == null
                ? ""
                : "?seq=" + seq + "&hash=" + URLEncoder.encode(hash, StandardCharsets.UTF_8);
        return send(request("/api/v1/audit/verify" + noted, null).GET().build());
    }

    /// Which keys encrypt, and what they encrypted.
    JsonNode keys() throws IOException, InterruptedException {
        return send(request(KEYS, null).GET().build());
    }

    /// Begins a rotation of them, or finds the one that runs.
    JsonNode rotateKeys() throws IOException, InterruptedException {
        return send(
                request(KEYS + "/rotation", null).POST(BodyPublishers.noBody()).build());
    }

    /// That rotation a moment later.
    JsonNode awaitRotation() throws IOException, InterruptedException {
        LockSupport.parkNanos(BETWEEN_LOOKS.multipliedBy(4).toNanos());
        try {
            return send(request(KEYS + "/rotation", null).GET().build());
        } catch (IOException ended) {
            throw new CommandFailure("AutoMedia ended meanwhile: start it, and the rotation goes on by itself.");
        }
    }

    /// The job a moment later.
    ImportJob awaitChange(ImportJob job, @Nullable String user) throws IOException, InterruptedException {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        try {
            return ImportJob.of(
                    send(request("/api/v1/jobs/" + job.id(), user).GET().build()));
        } catch (IOException ended) {
            throw new CommandFailure("AutoMedia ended meanwhile: start it, and this import goes on by itself.");
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String user) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance.url() + path))
                .header("Authorization", "Bearer " + instance.token());
        return user == null ? request : request.header("X-Automedia-User", user);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        JsonNode json = JSON.readTree(response.body());
        if (response.statusCode() >= 300) {
            throw new CommandFailure(json.path("detail").asString("AutoMedia answered " + response.statusCode()));
        }
        return json;
    }

    @Override
    public void close() {
        http.close();
        if (ours != null) {
            ours.close();
        }
    }
}
