package io.automedia.cli;

/// A command can't do what it was asked; the message is one sentence that says what to do.
final class CommandFailure extends RuntimeException {
    CommandFailure(String message) {
        super(message);
    }
}
