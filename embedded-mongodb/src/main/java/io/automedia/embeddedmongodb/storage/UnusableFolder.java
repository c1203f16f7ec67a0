package io.automedia.embeddedmongodb.storage;

/// A data folder that cannot be opened; the message is a sentence for people that says why.
public final class UnusableFolder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableFolder(String message) {
        super(message);
    }

    UnusableFolder(String message, Throwable cause) {
        super(message, cause);
    }
}
