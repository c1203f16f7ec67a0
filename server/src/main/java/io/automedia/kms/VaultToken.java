package io.automedia.kms;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A token for Vault: `VAULT_TOKEN`, that of an AppRole (`VAULT_ROLE_ID`, `VAULT_SECRET_ID`), or the
/// one that `vault login` or an agent keeps in `~/.vault-token`.
final class VaultToken {
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);

    private final Surroundings surroundings;
    private final URI address;
    private final Clock clock;
    private final Calls calls;
    private @Nullable String last;
    private Instant end = Instant.MIN;

    VaultToken(Surroundings surroundings, URI address, Clock clock, Calls calls) {
        this.surroundings = surroundings;
        this.address = address;
        this.clock = clock;
        this.calls = calls;
    }

    /// Null when there is none.
    ///
    /// @throws IOException with words for people, when the AppRole gets none
    synchronized @Nullable String current() throws IOException {
        String given = surroundings.variable("VAULT_TOKEN");
        if (given != null) {
            return given;
        }
        String role = surroundings.variable("VAULT_ROLE_ID");
        if (role == null) {
            String kept = surroundings.content(surroundings.home().resolve(".vault-token"));
            return kept == null || kept.isBlank() ? null : kept.strip();
        }
        String known = last;
        if (known == null || !clock.instant().isBefore(end)) {
            known = login(role);
            last = known;
        }
        return known;
    }

    /// Has the next one be another, where that is possible.
    ///
    /// @return whether it is
    synchronized boolean forget() {
        boolean had = last != null;
        last = null;
        return had;
    }

    private String login(String role) throws IOException {
        String content = Answer.object()
                .put("role_id", role)
                .put("secret_id", surroundings.variable("VAULT_SECRET_ID", ""))
                .toString();
        Answer answer = calls.patiently(
                () -> VaultKey.to(address.resolve("/v1/auth/approle/login"), surroundings)
                        .POST(BodyPublishers.ofString(content))
                        .build(),
                Answer::mayPass);
        JsonNode auth = answer.json().path("auth");
        String token = auth.path("client_token").asString("");
        if (!answer.isGood() || token.isEmpty()) {
            String detail = "it does not let the AppRole in (" + VaultKey.detail(answer) + ")";
            throw answer.mayPass() ? new IOException(detail) : new NoCredentialsException(detail);
        }
        long seconds = auth.path("lease_duration").asLong(0);
        end = seconds == 0 ? Instant.MAX : clock.instant().plusSeconds(seconds).minus(BEFORE_ITS_END);
        return token;
    }
}
