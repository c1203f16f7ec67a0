package io.automedia.users;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;

/// Somebody got an account.
///
/// @param role `user` or `admin`
public record AccountCreated(UserId person, String role) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.REGISTERED, "account", person).concerning(person).with("role", role);
    }
}
