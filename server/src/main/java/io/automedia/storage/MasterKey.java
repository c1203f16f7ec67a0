package io.automedia.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.automedia.kms.KeyServices;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// A key that encrypts the keys in the store.
///
/// @param id tells it from others, and nothing of what it is; of one in a key service its URI
/// @param isRemote whether a key service has it, which is asked over the network and never gives it away
record MasterKey(String id, Aead aead, boolean isRemote) {
    static final int BYTES = 32;
    private static final int ID_BYTES = 6;

    /// The key of this text.
    ///
    /// @param text base64 of 32 bytes, or the URI of a key in a key service; empty for anything else
    /// @throws IllegalArgumentException when it is a URI, but not of a key; says why
    static Optional<MasterKey> of(String text, KeyServices services) {
        if (KeyServices.isUri(text)) {
            return Optional.of(new MasterKey(text, services.key(text), true));
        }
        try {
            byte[] key = Base64.getDecoder().decode(text);
            return key.length == BYTES
                    ? Optional.of(new MasterKey(id(key), new AesGcmJce(key), false))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no AES-GCM.", cause);
        }
    }

    /// The beginning of a hash: of 32 random bytes it can't be found out what they are.
    private static String id(byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("AutoMedia master key\n".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
