package io.automedia.kms;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// There are no credentials, or they are no good: to ask again doesn't help. The message holds none.
final class NoCredentialsException extends IOException {
    NoCredentialsException(String message) {
        super(message);
    }

    NoCredentialsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
