package io.automedia.accounts;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;

/// A password was forgotten: a link was mailed, or a new one was set by such a link. Nobody is signed in then.
///
/// @param isDone whether the new one is set
record PasswordRecovery(UserId person, boolean isDone) implements Auditable {
    @Override
    public Act act() {
        return Act.of(isDone ? Action.PASSWORD_RESET : Action.PASSWORD_FORGOTTEN, "account", person)
                .concerning(person);
    }
}
