package io.automedia.accounts;

import io.automedia.access.Caller;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.sessions.Tokens;
import io.automedia.users.Registration;
import io.automedia.users.User;
import io.automedia.users.UserAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Getting an account and keeping it, for programs.
@RestController
final class AccountsController {
    private final Accounts accounts;
    private final Sessions sessions;

    AccountsController(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    record Address(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email) {}

    record Confirmed(String email) {}

    record Registered(UserAnswer user, Tokens tokens) {}

    /// What a password is needed for; it is in no log.
    record Confirmation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String token,

            @Nullable String password) {
        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }

    record Reset(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String token,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password) {
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    record NewPassword(
            @Nullable String password,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String newPassword) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record NewAddress(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Nullable String password) {
        @Override
        public String toString() {
            return "NewAddress[]";
        }
    }

    record Password(@Nullable String password) {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /// 201 with the account and a session; 202 without anything where the address must be confirmed
    /// first.
    @PostMapping("/api/v1/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Registered> register(
            @RequestBody Registration registration, Locale language, HttpServletRequest request) {
        Client client = Client.of(request);
        Optional<User> made = accounts.register(registration, language.toLanguageTag(), client);
        return made.map(user -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Registered(UserAnswer.of(user), sessions.open(user, client))))
                .orElseGet(() -> ResponseEntity.accepted().build());
    }

    @PostMapping("/api/v1/auth/verify")
    Confirmed verify(@RequestBody Confirmation link) {
        return new Confirmed(accounts.confirm(link.token(), link.password()));
    }

    @PostMapping("/api/v1/auth/verify/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(Caller caller, HttpServletRequest request) {
        accounts.askToConfirm(caller, Client.of(request));
    }

    @PostMapping("/api/v1/auth/password/forgot")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(@RequestBody Address address, Locale language, HttpServletRequest request) {
        accounts.forgot(address.email(), language.toLanguageTag(), Client.of(request));
    }

    @PostMapping("/api/v1/auth/password/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@RequestBody Reset reset, HttpServletRequest request) {
        accounts.reset(reset.token(), reset.password(), Client.of(request));
    }

    @PostMapping("/api/v1/users/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Caller caller, @RequestBody NewPassword change, HttpServletRequest request) {
        accounts.changePassword(caller, change.password(), change.newPassword(), Client.of(request));
    }

    @PostMapping("/api/v1/users/me/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void changeAddress(Caller caller, @RequestBody NewAddress change, HttpServletRequest request) {
        accounts.changeAddress(caller, change.password(), change.email(), Client.of(request));
    }

    @PostMapping("/api/v1/users/me/deactivate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(Caller caller, @RequestBody Password confirmation, HttpServletRequest request) {
        accounts.deactivate(caller, confirmation.password(), Client.of(request));
    }
}
