package io.automedia.cli;

import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.users.Users;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/local/administrator`: gives the command line of this machine somebody to act for on an instance without
/// accounts.
@RestController
final class FirstAdminController {
    private static final String EMAIL = "admin@localhost";

    private final Users users;

    FirstAdminController(Users users) {
        this.users = users;
    }

    /// The administrator that was made, and the only time that his password is told.
    record Made(String email, String password) {}

    @PostMapping("/api/v1/local/administrator")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(Caller caller) {
        switch (caller) {
            case Caller.Person person ->
                throw new Problem.Forbidden("This is for the command line of an instance without accounts.")
                        .exception();
            case Caller.System system -> {}
        }
        if (!users.isEmpty()) {
            throw new Problem.Conflict("There are accounts already.").exception();
        }
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        users.createAdmin(EMAIL, password);
        return new Made(EMAIL, password);
    }
}
