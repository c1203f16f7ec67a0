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

/// The key that encrypts the keys. It is configured, or made at the first start and kept in the data
/// folder.
final class MasterKey {
    private static final Logger log = LoggerFactory.getLogger(MasterKey.class);
    private static final String FILE = "master.key";
    private static final int BYTES = 32;

    private MasterKey() {}

    /// @param configured base64 of 32 bytes, or the path of a file that holds such; null to use the
    /// data folder's
    static Aead take(@Nullable String configured, DataFolder folder) {
        byte[] key = configured == null || configured.isBlank() ? kept(folder) : configured(configured.strip());
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no AES-GCM.", cause);
        }
    }

    private static byte[] configured(String text) {
        return decode(text).or(() -> read(text).flatMap(MasterKey::decode)).orElseThrow(MasterKey::unusable);
    }

    private static byte[] kept(DataFolder folder) {
        Path file = folder.path().resolve(FILE);
        if (Files.exists(file)) {
            return read(file.toString()).flatMap(MasterKey::decode).orElseThrow(MasterKey::unusable);
        }
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        folder.writePrivately(FILE, Base64.getEncoder().encodeToString(key) + "\n");
        log.warn(
                "A new master key was made: {}. Keep a copy of that file in a safe place, apart from your backups. "
                        + "Without it the stored API keys and credentials can never be read again.",
                file);
        return key;
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

    private static IllegalStateException unusable() {
        return new IllegalStateException("The master key can't be used: AUTOMEDIA_MASTER_KEY must be 32 bytes in base64"
                + " (openssl rand -base64 32), or the path of a file that holds them.");
    }
}
