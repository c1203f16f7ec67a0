package io.automedia.kms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the tools of providers look for credentials: variables of the environment, and files.
record Surroundings(Map<String, String> variables, Path home) {
    Surroundings {
        variables = Map.copyOf(variables);
    }

    /// What a variable says; null when it isn't set, or empty.
    @Nullable
    String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /// The same, or something else.
    String variable(String name, String otherwise) {
        String value = variable(name);
        return value == null ? otherwise : value;
    }

    /// The file that a variable names, else one in the home folder.
    Path file(String variable, String... inHome) throws IOException {
        String named = variable(variable);
        return named == null ? Path.of(home.toString(), inHome) : path(named);
    }

    /// What a file holds; null when there is none.
    @Nullable
    String content(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : null;
    }

    static Path path(String written) throws IOException {
        try {
            return Path.of(written);
        } catch (InvalidPathException none) {
            throw new IOException("it is not the path of a file", none);
        }
    }

    @Override
    public String toString() {
        return "Surroundings";
    }
}
