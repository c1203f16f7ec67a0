package io.automedia.sessions;

import java.util.Locale;

/// By what a person proved who he is when he opened a session, or confirmed it later.
public enum Proof {
    /// His password.
    PASSWORD,
    /// A code of his second factor, beside his password or an account elsewhere where he signed in.
    CODE,
    /// A one-time link.
    LINK,
    /// A passkey whose device knew its owner: two factors at once.
    PASSKEY,
    /// An account at a provider that vouched for him.
    PROVIDER;

    /// As it is stored and shown, such as `password`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it took more than what somebody could have found out.
    boolean isTwoFactors() {
        return this == CODE || this == PASSKEY;
    }
}
