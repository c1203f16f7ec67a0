package io.automedia.users;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which passwords may be, and which is whose.
@Component
final class Passwords {
    private final PasswordHasher hasher;
    private final PasswordRules rules = new PasswordRules();

    Passwords(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /// The password, when it may be one.
    ///
    /// @param email null when it is not known
    /// @throws io.automedia.shared.ProblemException (`Invalid`) saying why not
    String checked(@Nullable String password, @Nullable String email) {
        return rules.checked(password, email);
    }

    String hash(String password) {
        return hasher.hash(password);
    }

    /// Whether it is the password of this hash. Without a hash, or of who has no password, the answer
    /// is no, and takes as long.
    boolean matches(String password, @Nullable String hash) {
        return hasher.matches(password, User.NO_PASSWORD.equals(hash) ? null : hash);
    }
}
