package io.automedia.embeddedmongodb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a copy of a data folder stands. It lies in the copy as the file `checkpoint` until the copy is served.
/// @param history whose writes the numbers count; a copy that is served begins one of its own
/// @param sequence the number of the last write that is in the copy
/// @param at a time before which all of them were written
public record CheckpointNote(UUID history, long sequence, Instant at) {
    private static final String FILE = "checkpoint";
    private static final Pattern CONTENT = Pattern.compile("history (\\S{36})\nsequence (\\d{1,18})\nat (\\S+)\n");

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /// The note of a copy, or null when there is none.
    public static @Nullable CheckpointNote read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return isIn(folder) ? parse(Files.readString(file, StandardCharsets.UTF_8)) : null;
        } catch (IOException | IllegalArgumentException | DateTimeParseException unreadable) {
            throw new UnusableFolder(
                    "The file " + file + " cannot be read (" + unreadable.getMessage() + "); use another checkpoint.",
                    unreadable);
        }
    }

    private static CheckpointNote parse(String content) {
        Matcher matcher = CONTENT.matcher(content);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it does not say where the checkpoint stands");
        }
        return new CheckpointNote(
                UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2)), Instant.parse(matcher.group(3)));
    }

    void write(Path folder) throws IOException {
        DurableFiles.write(folder.resolve(FILE), "history " + history + "\nsequence " + sequence + "\nat " + at + "\n");
    }

    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
        DurableFiles.syncFolder(folder);
    }
}
