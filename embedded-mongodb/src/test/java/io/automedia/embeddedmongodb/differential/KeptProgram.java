package io.automedia.embeddedmongodb.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// A program that once showed a bug, with MongoDB's answers, in the notation of [Program]. Lines that begin with `#`
/// say what was wrong, a line that begins with `=>` is the answer to the command before it, and `!=` begins the reason
/// why the independent server is not held to that answer.
record KeptProgram(String name, List<Step> steps) {

    /// @param answer null when nothing is expected of it
    record Step(
            BsonDocument command,
            @Nullable BsonDocument answer,
            @Nullable String deviation) {}

    KeptProgram {
        steps = List.copyOf(steps);
    }

    static List<KeptProgram> all() {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(KeptProgram.class.getResource("/differential"), "kept programs")
                        .toURI()))) {
            return files.sorted().map(KeptProgram::read).toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static KeptProgram read(Path file) {
        try {
            return parse(file.getFileName().toString().replace(".txt", ""), Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static KeptProgram parse(String name, List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("{")) {
                steps.add(new Step(BsonDocument.parse(line), null, null));
            } else if (line.startsWith("=> ")) {
                Step last = steps.removeLast();
                steps.add(new Step(last.command(), BsonDocument.parse(line.substring(3)), null));
            } else if (line.startsWith("!= ")) {
                Step last = steps.removeLast();
                steps.add(new Step(last.command(), last.answer(), line.substring(3)));
            }
        }
        return new KeptProgram(name, steps);
    }
}
