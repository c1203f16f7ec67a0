package io.automedia.mail;

/// What became of an attempt to send a mail.
sealed interface Outcome {
    /// The mail server has it.
    record Taken() implements Outcome {}

    /// No mail server is configured: it was laid down.
    record Kept() implements Outcome {}

    /// The server will never take this one.
    record Refused(String reason) implements Outcome {}

    /// The server may take this one later.
    record Delayed(String reason) implements Outcome {}

    /// The server takes none at the moment.
    record Away(String reason) implements Outcome {}
}
