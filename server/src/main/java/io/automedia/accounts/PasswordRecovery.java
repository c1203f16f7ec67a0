package io.automedia.accounts;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A password was forgotten: a link was mailed, or a new one was set by such a link. Nobody is signed in then.
///
/// @param mail by which the link goes, which may take several attempts; null when the new one is set
record PasswordRecovery(UserId person, @Nullable ObjectId mail) implements Auditable {
    @Override
    public Act act() {
        Action action = mail == null ? Action.PASSWORD_RESET : Action.PASSWORD_FORGOTTEN;
        Act act = Act.of(action, "account", person).concerning(person);
        return mail == null ? act : act.once(mail);
    }
}
