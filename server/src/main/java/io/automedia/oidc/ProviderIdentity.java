package io.automedia.oidc;

import org.jspecify.annotations.Nullable;

/// Whom a provider vouches for.
///
/// @param issuer with `subject`: who it is, for ever
/// @param email an address; null when none was told
/// @param isEmailVerified whether it is shown to be his own
/// @param trustsSecondFactor whether no code of ours is asked for beside it
/// @param admission whether he may get an account
public record ProviderIdentity(
        Provider provider,
        String issuer,
        String subject,
        @Nullable String email,
        boolean isEmailVerified,
        @Nullable String firstName,
        @Nullable String lastName,
        boolean trustsSecondFactor,
        Admission admission) {
    /// Whether somebody may get an account by it.
    public enum Admission {
        /// Where everybody may.
        WHERE_OPEN,
        /// In any case.
        ALWAYS,
        /// Never.
        NEVER
    }

    @Override
    public String toString() {
        return "ProviderIdentity[" + provider.name() + "]";
    }
}
