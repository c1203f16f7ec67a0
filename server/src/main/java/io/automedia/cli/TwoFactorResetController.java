package io.automedia.cli;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.factors.SecondFactors;
import io.automedia.shared.Problem;
import io.automedia.users.User;
import io.automedia.users.Users;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/local/two-factor-reset`: lets the command line of this machine, and nobody else, switch
/// somebody's second factor off.
@RestController
final class TwoFactorResetController {
    private final Authenticator authenticator;
    private final Users users;
    private final SecondFactors factors;

    TwoFactorResetController(Authenticator authenticator, Users users, SecondFactors factors) {
        this.authenticator = authenticator;
        this.users = users;
        this.factors = factors;
    }

    record Whose(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email) {}

    /// @param wasOn whether there was something to switch off
    record Reset(boolean wasOn) {}

    @PostMapping("/api/v1/local/two-factor-reset")
    Reset reset(Caller caller, @RequestBody Whose whose) {
        if (caller instanceof Caller.Person person && !authenticator.isCommandLine(person)) {
            throw new Problem.Forbidden("This is for the command line of the machine that the instance runs on.")
                    .exception();
        }
        String email = whose.email() == null ? "" : whose.email();
        User user = users.byEmail(email)
                .orElseThrow(() -> Problem.invalid("email", "has no account").exception());
        return new Reset(factors.remove(user.userId()));
    }
}
