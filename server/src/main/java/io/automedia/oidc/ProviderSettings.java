package io.automedia.oidc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A provider as it is configured.
///
/// @param issuer exactly as the provider calls itself
/// @param clientSecret null for a public client, also when it is configured as nothing but blanks
/// @param label what people call it; its name when that is empty
/// @param allowedDomains of e-mail addresses with which people may come; empty for all
/// @param newAccounts whether who comes for the first time gets an account
/// @param trustAddresses whether an address counts as verified of which the provider doesn't say
/// whether it is
/// @param trustSecondFactor whether no code of ours is asked for after a sign-in there
record ProviderSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @Nullable String clientSecret,
        @DefaultValue({"openid", "email", "profile"}) List<String> scopes,
        @DefaultValue("") String label,
        @DefaultValue List<String> allowedDomains,
        @DefaultValue("as-registration") Admission newAccounts,
        @DefaultValue("false") boolean trustAddresses,
        @DefaultValue("false") boolean trustSecondFactor) {
    ProviderSettings {
        issuer = issuer.strip();
        clientId = clientId.strip();
        clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret.strip();
        scopes = List.copyOf(scopes);
        label = label.strip();
        allowedDomains = allowedDomains.stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// Whether who comes for the first time gets an account.
    enum Admission {
        /// As `automedia.registration` says.
        AS_REGISTRATION,
        /// Also where registration is closed.
        ALWAYS,
        NEVER
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + issuer + "]";
    }
}
