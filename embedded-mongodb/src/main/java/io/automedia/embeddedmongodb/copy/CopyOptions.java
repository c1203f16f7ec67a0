package io.automedia.embeddedmongodb.copy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was asked for on the command line.
/// @param from where the data is
/// @param to where it goes
/// @param databases their names; empty for all but the server's own
/// @param digest whether the contents are compared too, not only counted
/// @param validators whether collections get their validators
record CopyOptions(String from, String to, List<String> databases, boolean digest, boolean validators) {
    static final String USAGE = """
            Usage: copy --from PLACE --to PLACE [--databases NAME,NAME…] [--digest] [--without-validators]
              PLACE        a connection string (mongodb://… or mongodb+srv://…), @FILE for a file that holds one, or a
                           data folder that nobody serves
              --databases  only these; otherwise all but admin, config and local
              --digest     compare what the documents contain, not only how many they are
              --without-validators
                           leave out what the target may not understand or shall get from elsewhere""";

    CopyOptions {
        databases = List.copyOf(databases);
    }

    /// @throws IllegalArgumentException with a sentence
    static CopyOptions parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        String from = null;
        String to = null;
        List<String> databases = List.of();
        boolean digest = false;
        boolean validators = true;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                left.addFirst(argument.substring(equals + 1));
                argument = argument.substring(0, equals);
            }
            switch (argument) {
                case "--from" -> from = value(argument, left);
                case "--to" -> to = value(argument, left);
                case "--databases" ->
                    databases = List.of(value(argument, left).split(",")).stream()
                            .distinct()
                            .toList();
                case "--digest" -> digest = true;
                case "--without-validators" -> validators = false;
                default -> throw new IllegalArgumentException("What is " + argument + "?");
            }
        }
        return new CopyOptions(required("--from", from), required("--to", to), databases, digest, validators);
    }

    private static String value(String option, Deque<String> left) {
        String value = left.pollFirst();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return value;
    }

    private static String required(String option, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing.");
        }
        return value;
    }
}
