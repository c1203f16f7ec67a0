package io.automedia.cli;

import io.automedia.users.Users;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Gives the command line somebody to act for on an instance without accounts.
@Component
final class FirstAdmin {
    private static final String EMAIL = "admin@localhost";

    private final Users users;

    FirstAdmin(Users users) {
        this.users = users;
    }

    /// Makes an administrator and prints the password, when there is nobody yet.
    void createWhenAlone() {
        if (users.isEmpty()) {
            byte[] random = new byte[12];
            new SecureRandom().nextBytes(random);
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            users.createAdmin(EMAIL, password);
            System.out.println("There was no account: made the administrator " + EMAIL + " with password " + password);
        }
    }
}
