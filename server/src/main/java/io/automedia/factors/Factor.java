package io.automedia.factors;

/// What a person proved himself by beside his password.
public enum Factor {
    /// The code of an authenticator.
    AUTHENTICATOR,
    /// One of the codes that are kept for when the authenticator is lost.
    RECOVERY_CODE
}
