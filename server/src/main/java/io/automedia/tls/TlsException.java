package io.automedia.tls;

import org.jspecify.annotations.Nullable;

/// What is configured for TLS can't be used; the message says in a sentence why, and what to do.
public final class TlsException extends RuntimeException {
    TlsException(String message) {
        super(message);
    }

    TlsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
