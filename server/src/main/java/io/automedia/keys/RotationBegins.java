package io.automedia.keys;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;

/// Somebody has the keys of secret fields rotated.
record RotationBegins() implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.KEYS_ROTATED, "keys", null);
    }
}
