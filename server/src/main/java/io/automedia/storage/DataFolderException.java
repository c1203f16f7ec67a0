package io.automedia.storage;

/// The data folder can't be used; the message is one sentence that says what to do.
public final class DataFolderException extends RuntimeException {
    DataFolderException(String message) {
        super(message);
    }

    DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
