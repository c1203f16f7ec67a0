package io.automedia.sessions;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.jspecify.annotations.Nullable;

/// The command line of this machine acted for somebody, or for nobody, with the token of this instance.
public record LocalTokenUsed(@Nullable UserId person) implements Auditable {
    @Override
    public Act act() {
        Act act = Act.of(Action.COMMAND_LINE, "account", person);
        return person == null ? act : act.by(person);
    }
}
