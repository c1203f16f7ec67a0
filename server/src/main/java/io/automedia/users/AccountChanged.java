package io.automedia.users;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import java.util.List;

/// What an account opens, or how, was changed.
///
/// @param what the names of the fields, such as `role`
public record AccountChanged(UserId person, List<String> what, String role, boolean isActive) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.ACCOUNT_CHANGED, "account", person)
                .concerning(person)
                .with("changed", String.join(", ", what))
                .with("role", role)
                .with("isActive", isActive);
    }
}
