package io.automedia.embeddedmongodb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Set;

/// An encryption key in a file: 16, 24 or 32 random bytes in Base64, readable by the owner only.
final class KeyFile {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /// @throws IllegalStateException with a sentence that does not say what is in the file
    static byte[] read(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalStateException("The key file " + file + " must be accessible by its owner only.");
            }
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
            if (key.length != 16 && key.length != 24 && key.length != 32) {
                throw new IllegalStateException(
                        "The key file " + file + " must hold 16, 24 or 32 bytes in Base64, and holds another number.");
            }
            return key;
        } catch (IOException unreadable) {
            throw new IllegalStateException("The key file " + file + " cannot be read: " + unreadable, unreadable);
        } catch (IllegalArgumentException malformed) {
            // without the cause, which may show a part of it
            throw new IllegalStateException("The key file " + file + " is not in Base64.");
        }
    }
}
