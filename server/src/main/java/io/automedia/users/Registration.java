package io.automedia.users;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What someone gives to get an account; it is checked when the account is made.
public record Registration(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String email,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String password,

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
