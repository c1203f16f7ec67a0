package io.automedia.mail;

import io.automedia.shared.UserId;
import java.util.Optional;

/// Knows whose addresses mails go to, so that it can be told who read them.
public interface Addressees {
    /// The person of an address; empty when nobody has it.
    Optional<UserId> of(String address);
}
