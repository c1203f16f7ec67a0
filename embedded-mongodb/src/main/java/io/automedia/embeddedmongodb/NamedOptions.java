package io.automedia.embeddedmongodb;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of a command, each with a value: `--name value` or `--name=value`.
final class NamedOptions {
    private static final String KEY_FILE = "--key-file";
    private static final String FORMER_KEY_FILE = "--former-key-file";
    private static final Set<String> KEYS = Set.of(KEY_FILE, FORMER_KEY_FILE);

    private final Map<String, List<String>> values = new HashMap<>();

    /// @param known the names that there are besides those of the keys
    /// @throws IllegalArgumentException with a sentence
    NamedOptions(List<String> arguments, Set<String> known) {
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            int equals = argument.indexOf('=');
            String name = equals > 0 ? argument.substring(0, equals) : argument;
            String value = equals > 0 ? argument.substring(equals + 1) : left.pollFirst();
            if (!known.contains(name) && !KEYS.contains(name)) {
                throw new IllegalArgumentException("What is " + argument + "?");
            }
            if (value == null || value.isBlank() || value.startsWith("--")) {
                throw new IllegalArgumentException(name + " needs a value.");
            }
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    @Nullable
    String get(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw new IllegalArgumentException(name + " is given twice.");
        }
        return given.isEmpty() ? null : given.getFirst();
    }

    private List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Path folder(String name) {
        String value = get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing.");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    /// Options of a data folder with the keys that are named.
    /// @throws IllegalStateException when a key file cannot be used
    EmbeddedMongoOptions withKeys(Path folder) {
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(folder);
        String key = get(KEY_FILE);
        List<String> former = all(FORMER_KEY_FILE);
        if (key == null) {
            if (!former.isEmpty()) {
                throw new IllegalArgumentException(FORMER_KEY_FILE + " needs " + KEY_FILE + ".");
            }
            return options;
        }
        return options.withEncryptionKey(
                KeyFile.read(Path.of(key)),
                former.stream().map(file -> KeyFile.read(Path.of(file))).toList());
    }
}
