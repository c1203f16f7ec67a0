package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.protocol.Credential;
import io.automedia.embeddedmongodb.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The password that keeps other users of the machine out: made at the first start, readable by the owner only.
final class PasswordFile {
    static final String USERNAME = "embedded";

    private PasswordFile() {}

    static Path path(Path folder) {
        return folder.resolve("password");
    }

    static Credential in(Path folder) {
        Path file = path(folder);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return new Credential(
                    USERNAME, Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException failed) {
            throw new UncheckedIOException("The password file " + file + " cannot be used", failed);
        }
    }

    private static void write(Path file, String password) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        DurableFiles.write(file, password + "\n", attributes);
    }
}
