package io.automedia.factors;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.audit.Outcome;
import io.automedia.shared.UserId;
import java.util.Map;

/// Something happened to a person's second factor. No code and no secret is in it.
public record FactorEvent(UserId person, Kind kind) implements Noteworthy, Auditable {
    /// What happened.
    public enum Kind {
        /// From now on signing in takes a code.
        ENABLED("two-factor:enabled"),
        /// The password is enough again: switched off by its owner, or reset by who runs the
        /// instance.
        DISABLED("two-factor:disabled"),
        /// There are new recovery codes, and the former ones open nothing.
        RECOVERY_CODES_RENEWED("two-factor:recovery-codes-renewed"),
        /// A recovery code was used up.
        RECOVERY_CODE_USED("two-factor:recovery-code-used"),
        /// A code was wrong, or was used before.
        CODE_REFUSED("two-factor:code-refused");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /// Its name in a person's activity.
        public String type() {
            return type;
        }
    }

    @Override
    public Note note() {
        return new Note(kind.type(), Map.of());
    }

    @Override
    public Act act() {
        Act act = kind == Kind.CODE_REFUSED
                ? Act.of(Action.LOGIN_FAILED, "account", person).with(Outcome.DENIED)
                : Act.of(Action.TWO_FACTOR_CHANGED, "account", person);
        return act.concerning(person).with("what", kind.type());
    }
}
