package io.automedia.storage;

/// A secret field can't be read or written; the message names the field and what to do, and nothing
/// secret.
public final class FieldEncryptionException extends RuntimeException {
    FieldEncryptionException(String message) {
        super(message);
    }

    FieldEncryptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
