package io.automedia.sessions;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.audit.Outcome;
import io.automedia.shared.UserId;

/// Somebody who is signed in as this person, and was asked for the password once more, gave another.
record ConfirmationRefused(UserId person) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.LOGIN_FAILED, "account", person)
                .with(Outcome.DENIED)
                .with("confirmation", "password")
                .concerning(person);
    }
}
