package io.automedia.cli;

/// A command can't do what it was asked; the message is one sentence that says what to do.
final class CommandFailure extends RuntimeException {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final int exitCode;

    CommandFailure(String message) {
        this(message, FAILED);
    }

    private CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The command was called in a way that only its caller can put right.
    static CommandFailure wrongUsage(String message) {
        return new CommandFailure(message, WRONG_USAGE);
    }

    /// The exit code of the process.
    int exitCode() {
        return exitCode;
    }
}
