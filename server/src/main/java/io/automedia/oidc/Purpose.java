package io.automedia.oidc;

import java.util.Locale;

/// For what a person is sent to a provider.
public enum Purpose {
    /// Signing in, whoever it is.
    SIGN_IN,
    /// Connecting an account there with the one that he has here.
    CONNECT,
    /// Proving once more who he is.
    CONFIRM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
