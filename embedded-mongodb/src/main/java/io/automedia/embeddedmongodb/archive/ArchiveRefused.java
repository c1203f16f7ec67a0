package io.automedia.embeddedmongodb.archive;

/// An archive that cannot be used for what is wanted; the message is a sentence that says why and what to do.
public final class ArchiveRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchiveRefused(String message) {
        super(message);
    }

    ArchiveRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
