package io.automedia.mail;

import java.util.Optional;
import java.util.Set;

/// Writes the letters of some kinds. It is asked each time that one is about to be sent: a link that is
/// made for it is in nothing but that letter.
public interface MailWriter {
    /// The kinds that it writes; no two writers share one.
    Set<String> kinds();

    /// The letter; empty when there is nothing to say to this address any more.
    Optional<Letter> write(MailRequest request);
}
