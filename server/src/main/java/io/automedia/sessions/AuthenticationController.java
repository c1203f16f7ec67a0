package io.automedia.sessions;

import com.nimbusds.jose.jwk.JWKSet;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.users.Registration;
import io.automedia.users.User;
import io.automedia.users.UserAnswer;
import io.automedia.users.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Registering, signing in and out, for programs.
@RestController
final class AuthenticationController {
    private final Users users;
    private final Sessions sessions;
    private final SigningKeys signingKeys;

    AuthenticationController(Users users, Sessions sessions, SigningKeys signingKeys) {
        this.users = users;
        this.sessions = sessions;
        this.signingKeys = signingKeys;
    }

    record Credentials(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    record Refresh(@Nullable String refreshToken) {}

    record SignedIn(UserAnswer user, Tokens tokens) {}

    @PostMapping("/api/v1/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    SignedIn register(@RequestBody Registration registration, HttpServletRequest request) {
        User user = users.register(registration);
        return new SignedIn(UserAnswer.of(user), sessions.open(user, Client.of(request)));
    }

    @PostMapping("/api/v1/auth/login")
    SignedIn login(@RequestBody Credentials credentials, HttpServletRequest request) {
        String email = required("email", credentials.email());
        String password = required("password", credentials.password());
        Client client = Client.of(request);
        User user = sessions.signIn(email, password, client);
        return new SignedIn(UserAnswer.of(user), sessions.open(user, client));
    }

    @PostMapping("/api/v1/auth/refresh")
    SignedIn refresh(@RequestBody Refresh refresh) {
        Sessions.Refreshed refreshed = sessions.refresh(required("refreshToken", refresh.refreshToken()));
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

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "is required").exception();
        }
        return value;
    }
}
