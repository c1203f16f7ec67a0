package io.automedia.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key that encrypts the keys. It is configured, or made for a new store and kept in the data folder.
///
/// @param place where it was found, for people
record MasterKey(Aead aead, String place) {
    private static final Logger log = LoggerFactory.getLogger(MasterKey.class);
    private static final String VARIABLE = "AUTOMEDIA_MASTER_KEY";
    private static final String FILE = "master.key";
    private static final int BYTES = 32;

    /// The key that is configured, else the one in the data folder; empty when there is neither.
    ///
    /// @param configured base64 of 32 bytes, or the path of a file that holds such
    /// @throws MasterKeyException when it is no key
    static Optional<MasterKey> find(@Nullable String configured, DataFolder folder) {
        if (configured != null && !configured.isBlank()) {
            String text = configured.strip();
            return Optional.of(decode(text)
                    .map(key -> of(key, VARIABLE))
                    .orElseGet(() -> inFile(text).orElseThrow(() -> unusable(VARIABLE))));
        }
        return inFile(file(folder).toString());
    }

    /// A new key in the data folder.
    static MasterKey make(DataFolder folder) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        folder.writePrivately(FILE, Base64.getEncoder().encodeToString(key) + "\n");
        log.warn(
                "A new master key was made: {}. Keep a copy of that file in a safe place, apart from your backups. "
                        + "Without it the stored API keys and credentials can never be read again.",
                file(folder));
        return of(key, file(folder).toString());
    }

    /// Where [#make] keeps the key.
    static Path file(DataFolder folder) {
        return folder.path().resolve(FILE);
    }

    private static Optional<MasterKey> inFile(String path) {
        return read(path).map(text -> of(decode(text).orElseThrow(() -> unusable(path)), path));
    }

    private static MasterKey of(byte[] key, String place) {
        try {
            return new MasterKey(new AesGcmJce(key), place);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no AES-GCM.", cause);
        }
    }

    private static Optional<byte[]> decode(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            return key.length == BYTES ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static MasterKeyException unusable(String place) {
        return new MasterKeyException("The master key in " + place + " can't be used: it must be 32 bytes in base64"
                + " (openssl rand -base64 32); " + VARIABLE + " may also be the path of a file that holds them.");
    }

    @Override
    public String toString() {
        return "MasterKey[" + place + "]";
    }
}
