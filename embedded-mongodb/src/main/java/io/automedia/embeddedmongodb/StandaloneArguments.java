package io.automedia.embeddedmongodb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the command line of the process of its own says: `FOLDER [PORT [HOST]]` and options, in any order.
final class StandaloneArguments {
    static final String USAGE = "Usage: FOLDER [PORT [HOST]] [--memory MEGABYTES] [--key-file FILE "
            + "[--former-key-file FILE]...] [--archive FOLDER]; port 27017 and host 127.0.0.1 unless told otherwise. "
            + "Or: copy --from PLACE --to PLACE; checkpoint --from FOLDER --to FOLDER; "
            + "restore --checkpoint FOLDER --archive FOLDER --to FOLDER";

    private static final int DEFAULT_PORT = 27017;

    private final List<String> places = new ArrayList<>();
    private final List<Path> formerKeys = new ArrayList<>();
    private @Nullable Path key;
    private @Nullable String memory;
    private @Nullable Path archive;

    private StandaloneArguments() {}

    /// Command lines that can't be understood.
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String sentence) {
            super(sentence);
        }
    }

    /// @throws IllegalStateException when a key file cannot be used
    static EmbeddedMongoOptions parse(String[] arguments) throws Misused {
        StandaloneArguments parsed = new StandaloneArguments();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("-")) {
                parsed.places.add(arguments[i]);
            } else if (i + 1 == arguments.length) {
                throw new Misused(arguments[i] + " needs a value. " + USAGE);
            } else {
                parsed.option(arguments[i], arguments[++i]);
            }
        }
        if (parsed.places.isEmpty() || parsed.places.size() > 3) {
            throw new Misused(USAGE);
        }
        return parsed.options();
    }

    private void option(String name, String value) throws Misused {
        switch (name) {
            case "--memory" -> memory = value;
            case "--key-file" -> key = Path.of(value);
            case "--archive" -> archive = Path.of(value).toAbsolutePath().normalize();
            case "--former-key-file" -> formerKeys.add(Path.of(value));
            default -> throw new Misused("There is no option " + name + ". " + USAGE);
        }
    }

    private EmbeddedMongoOptions options() throws Misused {
        Path folder = Path.of(places.getFirst()).toAbsolutePath().normalize();
        EmbeddedMongoOptions options = EmbeddedMongoOptions.of(folder).withPort(port());
        if (places.size() > 2) {
            options = options.withHost(places.get(2));
        }
        if (memory != null) {
            options = options.withMemoryBudget(megabytes(memory) << 20);
        }
        if (archive != null) {
            options = options.archivingTo(archive);
        }
        if (key != null) {
            List<byte[]> former = formerKeys.stream().map(KeyFile::read).toList();
            return options.withEncryptionKey(KeyFile.read(key), former);
        }
        if (!formerKeys.isEmpty()) {
            throw new Misused("--former-key-file needs --key-file, the key to use from now on. " + USAGE);
        }
        return options;
    }

    private int port() throws Misused {
        if (places.size() < 2) {
            return DEFAULT_PORT;
        }
        String text = places.get(1);
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65_535) {
            throw new Misused("The port must be a number from 0 (any free one) to 65535, not " + text);
        }
        return port;
    }

    private static long megabytes(String text) throws Misused {
        long megabytes = text.matches("\\d{1,7}") ? Long.parseLong(text) : 0;
        if (megabytes < 16) {
            throw new Misused("--memory must be a number of megabytes from 16 up, not " + text);
        }
        return megabytes;
    }
}
