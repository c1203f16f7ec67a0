package io.automedia.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How keys are configured: texts with commas or white space between them, or a file that holds such.
final class KeyTexts {
    private KeyTexts() {}

    /// The texts, none of which is empty.
    static List<String> of(String configured) {
        return Arrays.stream(configured.split("[\\s,]+"))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /// What a file holds; empty when there is none, or the text can't be the path of one.
    static Optional<String> inFile(String path) {
        try {
            return inFile(Path.of(path));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /// What a file holds; empty when there is none.
    static Optional<String> inFile(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
