package io.automedia.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Caller;
import io.automedia.factors.Enrolment;
import io.automedia.factors.FactorState;
import io.automedia.passkeys.RequestOptions;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// `/api/v1/auth/two-factor` and `/api/v1/auth/confirm`: a person's second factor, and proving once
/// more who he is.
@RestController
final class TwoFactorController {
    private final TwoFactor twoFactor;
    private final Confirmations confirmations;

    TwoFactorController(TwoFactor twoFactor, Confirmations confirmations) {
        this.twoFactor = twoFactor;
        this.confirmations = confirmations;
    }

    /// What is to be done.
    ///
    /// @param action `enable`, `confirm`, `disable` or `renew`
    /// @param code for `confirm` and `disable`
    /// @param password for `disable`, of who has one
    record Act(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"enable", "confirm", "disable", "renew"})
            @Nullable
            String action,

            @Nullable String code,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Act[" + action + "]";
        }
    }

    /// How things stand, with what is told once.
    ///
    /// @param secret with `otpauthUri` and `qrCode` after `enable`
    /// @param recoveryCodes after `confirm` and `renew`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TwoFactorAnswer(
            boolean enabled,
            @Nullable Instant enabledAt,
            int recoveryCodesLeft,
            @Nullable String secret,
            @Nullable String otpauthUri,
            @Nullable String qrCode,
            @Nullable List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "TwoFactorAnswer[" + enabled + "]";
        }
    }

    /// By what somebody proves who he is: one of them.
    ///
    /// @param passkey the browser's `PublicKeyCredential`
    record Proofs(
            @Nullable String password,
            @Nullable String code,
            @Nullable ObjectNode passkey) {
        @Override
        public String toString() {
            return "Proofs[…]";
        }
    }

    record Confirmed(Instant confirmedUntil) {}

    @GetMapping("/api/v1/auth/two-factor")
    TwoFactorAnswer state(Caller caller) {
        return answer(caller, null, null);
    }

    @PostMapping("/api/v1/auth/two-factor")
    TwoFactorAnswer act(Caller caller, @RequestBody Act act, HttpServletRequest request) {
        return switch (act.action() == null ? "" : act.action()) {
            case "enable" -> answer(caller, twoFactor.enable(caller), null);
            case "confirm" -> answer(caller, null, twoFactor.confirm(caller, required("code", act.code())));
            case "disable" -> disable(caller, act, Client.of(request));
            case "renew" -> answer(caller, null, twoFactor.renewRecoveryCodes(caller));
            default ->
                throw Problem.invalid("action", "must be enable, confirm, disable or renew")
                        .exception();
        };
    }

    private TwoFactorAnswer disable(Caller caller, Act act, Client client) {
        Faults faults = new Faults();
        String password =
                twoFactor.takesPassword(caller) ? faults.tried(() -> required("password", act.password())) : "";
        String code = faults.tried(() -> required("code", act.code()));
        faults.raise();
        twoFactor.disable(caller, String.valueOf(password), String.valueOf(code), client);
        return answer(caller, null, null);
    }

    private TwoFactorAnswer answer(Caller caller, @Nullable Enrolment enrolment, @Nullable List<String> recoveryCodes) {
        FactorState state = twoFactor.state(caller);
        return new TwoFactorAnswer(
                state.isOn(),
                state.since(),
                state.recoveryCodesLeft(),
                enrolment == null ? null : enrolment.secret(),
                enrolment == null ? null : enrolment.otpauthUri(),
                enrolment == null ? null : enrolment.qrCode(),
                recoveryCodes);
    }

    @PostMapping("/api/v1/auth/confirm")
    Confirmed confirm(Caller caller, @RequestBody Proofs proofs, HttpServletRequest request) {
        return new Confirmed(
                proofs.passkey() == null
                        ? confirmations.confirm(caller, proofs.password(), proofs.code(), Client.of(request))
                        : confirmations.confirmByPasskey(
                                caller, proofs.passkey().toString()));
    }

    @PostMapping("/api/v1/auth/confirm/options")
    RequestOptions ask(Caller caller) {
        return confirmations.askForPasskey(caller);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "is required").exception();
        }
        return value;
    }
}
