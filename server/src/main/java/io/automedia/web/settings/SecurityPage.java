package io.automedia.web.settings;

import io.automedia.factors.Enrolment;
import io.automedia.oidc.Provider;
import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's passkeys and accounts at providers, whether he signs in with a code, and what he does to
/// change that.
///
/// @param passkeys those that he has
/// @param identities his accounts at providers
/// @param providers those where he can connect one
/// @param hasPassword whether he has one
/// @param since when it was switched on; null when it is off
/// @param codesLeft recovery codes that were not used, as a number in words of the page
/// @param isShort whether there are so few of them that he should make new ones
/// @param enrolment the secret for his authenticator, as long as it waits for its first code; null else
/// @param recoveryCodes those that were just made, which are shown once; empty when none were
/// @param download them as an address of a file
/// @param wrong what went wrong; null when nothing did
public record SecurityPage(
        List<PasskeyRow> passkeys,
        List<IdentityRow> identities,
        List<Provider> providers,
        boolean hasPassword,
        @Nullable Moment since,
        String codesLeft,
        boolean isShort,
        @Nullable Enrolment enrolment,
        List<String> recoveryCodes,
        String download,
        @Nullable String wrong) {

    /// A passkey.
    ///
    /// @param synced whether it can be on several devices
    public record PasskeyRow(
            String id,
            String name,
            boolean synced,
            Moment added,
            @Nullable Moment lastUsed) {}

    /// An account at a provider.
    ///
    /// @param label what people call the provider
    /// @param email its address; empty when none was told
    public record IdentityRow(
            String id,
            String label,
            String email,
            Moment added,
            @Nullable Moment lastUsed) {}
}
