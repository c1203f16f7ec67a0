package io.automedia.accounts;

import java.time.Duration;

/// What a link that was mailed is good for.
enum Purpose {
    /// The address of an account is its owner's.
    CONFIRM(Duration.ofDays(1)),
    /// An account is made.
    REGISTER(Duration.ofDays(1)),
    /// A forgotten password is replaced.
    RESET(Duration.ofMinutes(30)),
    /// An account gets another address.
    MOVE(Duration.ofDays(1)),
    /// Somebody who was invited chooses a password.
    INVITE(Duration.ofDays(7));

    private final Duration valid;

    Purpose(Duration valid) {
        this.valid = valid;
    }

    /// How long, from when it was mailed.
    Duration valid() {
        return valid;
    }
}
