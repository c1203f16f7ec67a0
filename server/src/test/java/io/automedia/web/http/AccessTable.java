package io.automedia.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is expected of every endpoint: `access.txt`.
final class AccessTable {
    private static final String FILE = "access.txt";

    private AccessTable() {}

    /// A line of the table.
    ///
    /// @param query with its question mark; empty for none
    /// @param body null when the table has none
    record Row(
            AccessPolicy policy,
            String method,
            String pattern,
            String query,
            @Nullable String body) {
        String endpoint() {
            return method + " " + pattern;
        }

        boolean reads() {
            return method.equals("GET");
        }

        boolean hasVariable() {
            return pattern.contains("{");
        }

        /// Whether a person's browser asks for it.
        boolean isPage() {
            return List.of("/api/", "/actuator", "/v3/", "/.well-known/").stream()
                    .noneMatch(pattern::startsWith);
        }
    }

    static List<Row> read() throws IOException {
        try (InputStream file = Objects.requireNonNull(AccessTable.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AccessTable::row)
                    .toList();
        }
    }

    private static Row row(String line) {
        String[] parts = line.strip().split("\\s+", 4);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    FILE + ": a policy, a method and a path are needed: " + Arrays.toString(parts));
        }
        int question = parts[2].indexOf('?');
        return new Row(
                AccessPolicy.valueOf(parts[0]),
                parts[1],
                question < 0 ? parts[2] : parts[2].substring(0, question),
                question < 0 ? "" : parts[2].substring(question),
                parts.length == 4 ? parts[3] : null);
    }
}
