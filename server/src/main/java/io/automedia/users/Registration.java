package io.automedia.users;

import org.jspecify.annotations.Nullable;

/// What someone gives to get an account; it is checked when the account is made.
public record Registration(
        @Nullable String email,
        @Nullable String password,
        @Nullable Profile profile) {
    /// An account without a profile yet.
    public static Registration of(String email, String password) {
        return new Registration(email, password, null);
    }

    @Override
    public String toString() {
        return "Registration[" + email + "]";
    }
}
