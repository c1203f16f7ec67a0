package io.automedia.embeddedmongodb.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the catalogue has for telling a wrong encryption key: a known text, encrypted.
final class KeyCheck {
    static final byte[] NAME = "key-check".getBytes(StandardCharsets.US_ASCII);

    /// What is encrypted with the key to come while not all documents are.
    static final byte[] NEXT_NAME = "key-check-next".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final ValueCipher cipher;

    KeyCheck(Path folder, ValueCipher cipher) {
        this.folder = folder;
        this.cipher = cipher;
    }

    byte[] encrypted(byte[] name) {
        return cipher.encrypt(name, NAME, 0, NAME.length);
    }

    /// Refuses keys that don't fit.
    /// @param stored what the catalogue has by the name
    /// @param next what it has by the next name
    void require(byte[] stored, byte @Nullable [] next) {
        if (cipher.encrypts() == Arrays.equals(stored, NAME) || !decrypts(NAME, stored)) {
            throw new UnusableFolder("The data folder " + folder
                    + " is encrypted with another key, or a key is given for a folder that is not encrypted.");
        }
        if (next != null && !decrypts(NEXT_NAME, next)) {
            throw new UnusableFolder("The data folder " + folder
                    + " was getting another encryption key; it needs that one too until all is encrypted with it.");
        }
    }

    /// Whether the current key is the one that everything has, or is getting.
    boolean isCurrent(byte[] stored, byte @Nullable [] next) {
        return next == null ? cipher.isCurrent(NAME, stored) : cipher.isCurrent(NEXT_NAME, next);
    }

    private boolean decrypts(byte[] name, byte[] stored) {
        try {
            return Arrays.equals(cipher.decrypt(name, stored), NAME);
        } catch (IllegalStateException wrongKey) {
            return false;
        }
    }
}
