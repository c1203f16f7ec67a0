package io.automedia.sessions;

import com.nimbusds.jose.jwk.JWKSet;
import io.automedia.access.Caller;
import io.automedia.passkeys.RequestOptions;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.automedia.users.UserAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Signing in and out, for programs.
@RestController
final class AuthenticationController {
    private final SignIns signIns;
    private final Sessions sessions;
    private final SigningKeys signingKeys;

    AuthenticationController(SignIns signIns, Sessions sessions, SigningKeys signingKeys) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.signingKeys = signingKeys;
    }

    /// What somebody signs in with.
    ///
    /// @param email with `password`
    /// @param challenge with `code`: what the answer to the password told, where a code is needed
    /// beside it
    record Credentials(
            @Nullable String email,
            @Nullable String password,
            @Nullable String challenge,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    /// What a passkey signed.
    ///
    /// @param credential the browser's `PublicKeyCredential`
    record Passkey(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ObjectNode credential) {
        @Override
        public String toString() {
            return "Passkey[…]";
        }
    }

    record Refresh(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String refreshToken) {}

    record SignedIn(UserAnswer user, Tokens tokens) {}

    @PostMapping("/api/v1/auth/login")
    SignedIn login(@RequestBody Credentials credentials, HttpServletRequest request) {
        Client client = Client.of(request);
        SignIns.Outcome outcome =
                credentials.challenge() == null ? byPassword(credentials, client) : byCode(credentials, client);
        return switch (outcome) {
            case SignIns.Done done ->
                new SignedIn(UserAnswer.of(done.user()), sessions.open(done.user(), client, done.proof()));
            case SignIns.CodeNeeded needed ->
                throw new Problem.CodeNeeded(needed.challenge(), needed.validFor()).exception();
        };
    }

    private SignIns.Outcome byPassword(Credentials credentials, Client client) {
        Faults faults = new Faults();
        String email = required(faults, "email", credentials.email());
        String password = required(faults, "password", credentials.password());
        faults.raise();
        return signIns.withPassword(email, password, client);
    }

    private SignIns.Outcome byCode(Credentials credentials, Client client) {
        Faults faults = new Faults();
        String challenge = required(faults, "challenge", credentials.challenge());
        String code = required(faults, "code", credentials.code());
        faults.raise();
        return signIns.withCode(challenge, code, client);
    }

    @PostMapping("/api/v1/auth/passkey/options")
    RequestOptions askForPasskey(HttpServletRequest request) {
        return signIns.askForPasskey(Client.of(request));
    }

    @PostMapping("/api/v1/auth/passkey")
    SignedIn passkey(@RequestBody Passkey shown, HttpServletRequest request) {
        if (shown.credential() == null) {
            throw Problem.invalid("credential", "is required").exception();
        }
        Client client = Client.of(request);
        SignIns.Done done = signIns.withPasskey(shown.credential().toString(), client);
        return new SignedIn(UserAnswer.of(done.user()), sessions.open(done.user(), client, done.proof()));
    }

    @PostMapping("/api/v1/auth/refresh")
    SignedIn refresh(@RequestBody Refresh refresh, HttpServletRequest request) {
        Faults faults = new Faults();
        String token = required(faults, "refreshToken", refresh.refreshToken());
        faults.raise();
        Sessions.Refreshed refreshed = sessions.refresh(token, Client.of(request));
        return new SignedIn(UserAnswer.of(refreshed.user()), refreshed.tokens());
    }

    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        sessions.close(caller);
    }

    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> keys() {
        JWKSet published = signingKeys.published();
        return published.toJSONObject(true);
    }

    private static String required(Faults faults, String field, @Nullable String value) {
        faults.unless(value != null && !value.isBlank(), field, "is required");
        return value == null ? "" : value;
    }
}
