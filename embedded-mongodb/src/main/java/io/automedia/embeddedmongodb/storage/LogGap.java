package io.automedia.embeddedmongodb.storage;

/// Writes that were asked for are not in the log any more; the message is a sentence that says which.
public final class LogGap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogGap(String message) {
        super(message);
    }
}
