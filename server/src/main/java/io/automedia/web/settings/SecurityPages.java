package io.automedia.web.settings;

import io.automedia.factors.Enrolment;
import io.automedia.factors.FactorState;
import io.automedia.oidc.Identities;
import io.automedia.oidc.LinkedIdentity;
import io.automedia.oidc.Provider;
import io.automedia.oidc.Providers;
import io.automedia.passkeys.Passkey;
import io.automedia.passkeys.Passkeys;
import io.automedia.sessions.Confirmations;
import io.automedia.sessions.TwoFactor;
import io.automedia.shared.PageRequest;
import io.automedia.web.page.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of passkeys, accounts at providers and two-factor authentication.
@Component
final class SecurityPages {
    private static final int FEW = 3;

    private static final int SHOWN = 100;

    private final TwoFactor twoFactor;
    private final Passkeys passkeys;
    private final Identities identities;
    private final Providers providers;
    private final Confirmations confirmations;

    SecurityPages(
            TwoFactor twoFactor,
            Passkeys passkeys,
            Identities identities,
            Providers providers,
            Confirmations confirmations) {
        this.identities = identities;
        this.providers = providers;
        this.confirmations = confirmations;
        this.twoFactor = twoFactor;
        this.passkeys = passkeys;
    }

    /// The page as it is opened.
    SecurityPage page(Visit visit) {
        return page(visit, null, List.of(), null);
    }

    /// The page with a secret that waits for its first code.
    SecurityPage enrolling(Visit visit, Enrolment enrolment, @Nullable String wrong) {
        return page(visit, enrolment, List.of(), wrong);
    }

    /// The page with the recovery codes that were just made.
    SecurityPage made(Visit visit, List<String> recoveryCodes) {
        return page(visit, null, recoveryCodes, null);
    }

    /// The page with what went wrong.
    SecurityPage wrong(Visit visit, String reason) {
        return page(visit, null, List.of(), reason);
    }

    private SecurityPage page(
            Visit visit, @Nullable Enrolment enrolment, List<String> recoveryCodes, @Nullable String wrong) {
        FactorState state = twoFactor.state(visit.caller());
        List<LinkedIdentity> connected =
                identities.list(visit.caller(), PageRequest.first(SHOWN)).items();
        return new SecurityPage(
                passkeys.list(visit.caller(), PageRequest.first(SHOWN)).items().stream()
                        .map(passkey -> row(visit, passkey))
                        .toList(),
                connected.stream().map(identity -> row(visit, identity)).toList(),
                providers.all().stream()
                        .filter(provider -> connected.stream()
                                .noneMatch(identity ->
                                        provider.equals(providers.of(identity).orElse(null))))
                        .toList(),
                confirmations.hasPassword(visit.caller()),
                visit.formats().momentOrNone(state.since()),
                visit.formats().number(state.recoveryCodesLeft()),
                state.recoveryCodesLeft() <= FEW,
                enrolment,
                recoveryCodes,
                download(recoveryCodes),
                wrong);
    }

    private static SecurityPage.PasskeyRow row(Visit visit, Passkey passkey) {
        return new SecurityPage.PasskeyRow(
                passkey.id().toHexString(),
                passkey.name(),
                passkey.isBackupEligible(),
                visit.formats().moment(passkey.createdAt()),
                visit.formats().momentOrNone(passkey.lastUsedAt()));
    }

    private SecurityPage.IdentityRow row(Visit visit, LinkedIdentity identity) {
        String label = providers.of(identity).map(Provider::label).orElse(identity.provider());
        return new SecurityPage.IdentityRow(
                identity.id().toHexString(),
                label,
                identity.email() == null ? "" : identity.email(),
                visit.formats().moment(identity.createdAt()),
                visit.formats().momentOrNone(identity.lastUsedAt()));
    }

    private static String download(List<String> recoveryCodes) {
        return "data:text/plain;charset=utf-8,"
                + URLEncoder.encode(String.join("\n", recoveryCodes) + "\n", StandardCharsets.UTF_8);
    }
}
