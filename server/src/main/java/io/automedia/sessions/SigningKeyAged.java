package io.automedia.sessions;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;

/// The key that signs access tokens is as old as it may get, and another one takes its place.
record SigningKeyAged() implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.KEYS_ROTATED, "signing_key", null);
    }
}
