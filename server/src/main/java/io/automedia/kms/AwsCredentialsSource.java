package io.automedia.kms;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds credentials where AWS's own tools look for them, in their order: variables, the shared file,
/// the container, the machine.
final class AwsCredentialsSource {
    private static final Duration BEFORE_THEIR_END = Duration.ofMinutes(5);
    private static final String CONTAINER = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String IN_CONTAINER = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String MACHINE = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    private final Surroundings surroundings;
    private final Clock clock;
    private final Calls calls;
    private @Nullable AwsCredentials last;

    AwsCredentialsSource(Surroundings surroundings, Clock clock, Calls calls) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.calls = calls;
    }

    /// The credentials for now; null when there are none anywhere.
    ///
    /// @throws IOException with words for people, when those that there should be can't be had
    synchronized @Nullable AwsCredentials current() throws IOException {
        AwsCredentials known = last;
        if (known == null || !isGoodFor(known)) {
            known = found();
            last = known;
        }
        return known;
    }

    private boolean isGoodFor(AwsCredentials known) {
        Instant end = known.expiresAt();
        return end != null && clock.instant().isBefore(end.minus(BEFORE_THEIR_END));
    }

    private @Nullable AwsCredentials found() throws IOException {
        AwsCredentials configured = of(
                surroundings.variable("AWS_ACCESS_KEY_ID"),
                surroundings.variable("AWS_SECRET_ACCESS_KEY"),
                surroundings.variable("AWS_SESSION_TOKEN"),
                null);
        AwsCredentials written = configured == null ? inFile() : configured;
        if (written != null) {
            return written;
        }
        if (surroundings.variable(CONTAINER) != null || surroundings.variable(IN_CONTAINER) != null) {
            return ofContainer();
        }
        return surroundings.variable("AWS_EC2_METADATA_DISABLED", "false").equalsIgnoreCase("true")
                ? null
                : ofMachine();
    }

    private static @Nullable AwsCredentials of(
            @Nullable String id, @Nullable String secret, @Nullable String token, @Nullable Instant end) {
        return id == null || secret == null ? null : new AwsCredentials(id, secret, token, end);
    }

    private @Nullable AwsCredentials inFile() throws IOException {
        Path file = surroundings.file("AWS_SHARED_CREDENTIALS_FILE", ".aws", "credentials");
        String content = surroundings.content(file);
        if (content == null) {
            return null;
        }
        String wanted = "[" + surroundings.variable("AWS_PROFILE", "default") + "]";
        Map<String, String> values = new HashMap<>();
        boolean isWanted = false;
        for (String line : content.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                isWanted = line.replaceAll("\\s", "").equals(wanted);
            } else if (isWanted && !line.startsWith("#") && line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return of(
                values.get("aws_access_key_id"),
                values.get("aws_secret_access_key"),
                values.get("aws_session_token"),
                null);
    }

    private AwsCredentials ofContainer() throws IOException {
        String relative = surroundings.variable(IN_CONTAINER);
        URI address = relative == null
                ? ServiceAddress.ofMetadata(surroundings.variable(CONTAINER, ""), CONTAINER)
                : ServiceAddress.ofMetadata("http://169.254.170.2" + relative, IN_CONTAINER);
        Path tokenFile = surroundings.file("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        String inFile = surroundings.content(tokenFile);
        String token = inFile == null ? surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN") : inFile.strip();
        return read(answer(() -> token == null
                ? Calls.to(address).build()
                : Calls.to(address).header("Authorization", token).build()));
    }

    /// Asks the machine, by the second version of that protocol.
    private AwsCredentials ofMachine() throws IOException {
        URI machine = ServiceAddress.ofMetadata(surroundings.variable(MACHINE, "http://169.254.169.254"), MACHINE);
        String token = token(machine);
        URI roles = machine.resolve("/latest/meta-data/iam/security-credentials/");
        String role =
                answer(() -> ofMachine(roles, token)).body().lines().findFirst().orElse("");
        if (!role.matches("[\\w+=,.@-]+")) {
            throw new NoCredentialsException("this machine has no role");
        }
        return read(answer(() -> ofMachine(roles.resolve(role), token)));
    }

    private String token(URI machine) throws IOException {
        try {
            // once: most machines that have no credentials are no such machines
            return good(calls.once(() -> Calls.to(machine.resolve("/latest/api/token"))
                            .header("X-aws-ec2-metadata-token-ttl-seconds", "300")
                            .PUT(BodyPublishers.noBody())
                            .build()))
                    .body();
        } catch (IOException none) {
            throw new NoCredentialsException("there are no credentials (" + none.getMessage() + ")", none);
        }
    }

    private static HttpRequest ofMachine(URI address, String token) {
        return Calls.to(address).header("X-aws-ec2-metadata-token", token).build();
    }

    private Answer answer(Calls.Question question) throws IOException {
        return good(calls.patiently(question, Answer::mayPass));
    }

    private static Answer good(Answer answer) throws IOException {
        if (!answer.isGood()) {
            throw new IOException("who should give credentials gives none (HTTP " + answer.status() + ")");
        }
        return answer;
    }

    private static AwsCredentials read(Answer answer) throws IOException {
        JsonNode json = answer.json();
        AwsCredentials credentials = of(
                json.path("AccessKeyId").asString(null),
                json.path("SecretAccessKey").asString(null),
                json.path("Token").asString(null),
                end(json.path("Expiration").asString(null)));
        if (credentials == null) {
            throw new NoCredentialsException("what should be credentials is something else");
        }
        return credentials;
    }

    private static @Nullable Instant end(@Nullable String text) throws IOException {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException none) {
            throw new NoCredentialsException("the credentials say in another way how long they are good", none);
        }
    }
}
