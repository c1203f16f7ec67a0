package io.automedia.storage;

/// A secret field can't be read or written; the message names the field and what to do, and nothing
/// secret. People see it: where a key service is, and why it refuses, stands in the log only.
public final class FieldEncryptionException extends RuntimeException {
    private final boolean mayPass;

    FieldEncryptionException(String message) {
        this(message, false);
    }

    FieldEncryptionException(String message, boolean mayPass) {
        super(message);
        this.mayPass = mayPass;
    }

    FieldEncryptionException(String message, Throwable cause) {
        super(message, cause);
        this.mayPass = false;
    }

    /// Whether nothing is lost: the key service that has its key is away or refuses, and the same may
    /// work later.
    public boolean mayPass() {
        return mayPass;
    }
}
