package io.automedia.users;

import io.automedia.outgoing.Answer;
import io.automedia.outgoing.Outgoing;
import io.automedia.shared.Faults;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asks the addresses of a profile whether anybody answers, where that is wanted (`automedia.check-addresses`). Only
/// what is new is asked.
@Component
final class LivingAddresses {
    private final Outgoing outgoing;
    private final boolean isWanted;

    LivingAddresses(Outgoing outgoing, UsersProperties properties) {
        this.outgoing = outgoing;
        this.isWanted = properties.checkAddresses();
    }

    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming each address that doesn't answer
    void require(Profile before, Profile now) {
        if (isWanted) {
            Faults faults = new Faults();
            require(faults, "profile.avatar", before.avatar(), now.avatar());
            require(faults, "profile.website", before.website(), now.website());
            faults.raise();
        }
    }

    private void require(Faults faults, String field, @Nullable String before, @Nullable String now) {
        if (now != null && !Objects.equals(before, now)) {
            String fault = fault(URI.create(now));
            faults.unless(fault.isEmpty(), field, fault);
        }
    }

    private String fault(URI address) {
        try {
            return switch (outgoing.get(address, Map.of())) {
                case Answer.Received received when received.isGood() -> "";
                case Answer.Received received -> "must be an address that answers, but it says " + received.status();
                case Answer.Refused(String reason) -> "must be an address that answers: " + reason;
                case Answer.Failed(String reason) -> "must be an address that answers: " + reason;
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while an address was asked", interrupted);
        }
    }
}
