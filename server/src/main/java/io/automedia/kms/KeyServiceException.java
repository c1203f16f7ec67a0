package io.automedia.kms;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// A key service does not do what is asked of it. The message is for whoever runs the instance: it
/// names the key by its URI, says why, and what to do, and holds no secret.
public final class KeyServiceException extends GeneralSecurityException {
    /// Why.
    public enum Reason {
        /// It can't be reached, is overburdened or broken: the same may work later.
        AWAY,
        /// It wants other credentials, or more rights.
        REFUSED,
        /// The key is disabled, deleted or of another kind.
        UNUSABLE,
        /// What should be decrypted was not encrypted by this key, or for another place.
        FOREIGN
    }

    private final Reason reason;

    private KeyServiceException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static KeyServiceException away(String uri, String detail, @Nullable Throwable cause) {
        return new KeyServiceException(
                Reason.AWAY,
                "The key service of " + uri + " can't be used now: " + detail
                        + ". Look whether it runs and can be reached from here.",
                cause);
    }

    static KeyServiceException refused(String uri, String detail, String advice) {
        return new KeyServiceException(
                Reason.REFUSED, "The key service refuses to use " + uri + ": " + detail + ". " + advice, null);
    }

    static KeyServiceException unusable(String uri, String detail) {
        return new KeyServiceException(
                Reason.UNUSABLE,
                "The key " + uri + " can't be used: " + detail + ". Enable or restore it in the key service.",
                null);
    }

    static KeyServiceException foreign(String uri, String detail) {
        return new KeyServiceException(
                Reason.FOREIGN, "The key " + uri + " does not open what it is given: " + detail + ".", null);
    }
}
