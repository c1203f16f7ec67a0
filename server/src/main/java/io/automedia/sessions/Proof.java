package io.automedia.sessions;

/// By what a person proved who he is when he opened a session, or confirmed it later.
public enum Proof {
    /// His password.
    PASSWORD,
    /// His password, and a code beside it.
    CODE,
    /// A one-time link.
    LINK,
    /// A passkey whose device knew its owner: two factors at once.
    PASSKEY;

    /// Whether it took more than what somebody could have found out.
    boolean isTwoFactors() {
        return this == CODE || this == PASSKEY;
    }
}
