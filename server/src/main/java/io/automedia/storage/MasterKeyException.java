package io.automedia.storage;

/// The master key can't be used; the message says which key, and what to do. Nothing was changed.
public final class MasterKeyException extends RuntimeException {
    MasterKeyException(String message) {
        super(message);
    }
}
