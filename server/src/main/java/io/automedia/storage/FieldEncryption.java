package io.automedia.storage;

import io.automedia.storage.EncryptionKeys.DataKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Encrypts the fields that must not lie open in the store, such as API keys and credentials. The text
/// it makes names its key and opens only in the field of the document that it was made for: copied
/// elsewhere, it stays shut.
public final class FieldEncryption {
    private static final String PREFIX = "enc1:";
    private static final int SHOWN_FROM = 12;

    private final EncryptionKeys keys;

    FieldEncryption(EncryptionKeys keys) {
        this.keys = keys;
    }

    /// The secret text as it is stored.
    ///
    /// @param field its path in the document; an element of a list is named by its id, not by its place
    public String encrypt(String collection, ObjectId id, String field, String plain) {
        return encrypt(keys.current(), collection, id, field, plain);
    }

    private static String encrypt(DataKey key, String collection, ObjectId id, String field, String plain) {
        try {
            byte[] sealed =
                    key.aead().encrypt(plain.getBytes(StandardCharsets.UTF_8), associated(collection, id, field));
            return PREFIX + key.id() + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException cause) {
            throw new FieldEncryptionException(name(collection, id, field) + " can't be encrypted.", cause);
        }
    }

    /// The plain text of what [#encrypt] made for the same field of the same document.
    ///
    /// @throws FieldEncryptionException when the master key is another one than it was, its key service
    /// is away, or the text is not of this field
    public String decrypt(String collection, ObjectId id, String field, String encrypted) {
        String[] parts = encrypted.split(":", -1);
        if (parts.length != 3 || !encrypted.startsWith(PREFIX)) {
            throw new FieldEncryptionException(name(collection, id, field) + " does not hold an encrypted text.");
        }
        DataKey key = keys.byId(parts[1]);
        if (key == null) {
            throw keys.shut(name(collection, id, field) + " can't be decrypted. ", parts[1]);
        }
        try {
            byte[] plain =
                    key.aead().decrypt(Base64.getUrlDecoder().decode(parts[2]), associated(collection, id, field));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException cause) {
            throw new FieldEncryptionException(
                    name(collection, id, field) + " can't be decrypted: it was changed or belongs to another place.",
                    cause);
        }
    }

    /// The same secret text under another key.
    ///
    /// @throws FieldEncryptionException as [#decrypt]
    String encryptedWith(DataKey key, String collection, ObjectId id, String field, String encrypted) {
        return encrypt(key, collection, id, field, decrypt(collection, id, field, encrypted));
    }

    /// The id of the key that a text names; null when it is no encrypted one.
    static @Nullable String keyOf(String text) {
        String[] parts = text.split(":", -1);
        return parts.length == 3 && text.startsWith(PREFIX) && ObjectId.isValid(parts[1]) ? parts[1] : null;
    }

    /// What may be shown of a secret: the kind it begins with and its last four characters, such as
    /// `sk-…a1b2`. Short ones show nothing.
    public static String mask(String secret) {
        if (secret.length() < SHOWN_FROM) {
            return "…";
        }
        int dash = secret.indexOf('-');
        String kind = dash > 0 && dash <= 4 ? secret.substring(0, dash + 1) : "";
        return kind + "…" + secret.substring(secret.length() - 4);
    }

    private static byte[] associated(String collection, ObjectId id, String field) {
        return (collection + "\n" + id.toHexString() + "\n" + field).getBytes(StandardCharsets.UTF_8);
    }

    private static String name(String collection, ObjectId id, String field) {
        return "The field " + field + " of " + collection + "/" + id.toHexString();
    }
}
