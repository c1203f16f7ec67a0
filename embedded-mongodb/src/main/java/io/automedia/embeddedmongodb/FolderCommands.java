package io.automedia.embeddedmongodb;

import io.automedia.embeddedmongodb.archive.ArchiveRefused;
import io.automedia.embeddedmongodb.archive.Moment;
import io.automedia.embeddedmongodb.storage.CheckpointNote;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The commands `checkpoint` and `restore` of the process of its own, which make a data folder out of others.
final class FolderCommands {
    static final String CHECKPOINT = "checkpoint";
    static final String RESTORE = "restore";

    private static final String USAGE = """
            Usage: checkpoint --from FOLDER --to FOLDER [--key-file FILE [--former-key-file FILE]...]
              --from        a data folder that nobody serves
              --to          where the copy goes: a missing or an empty folder
            Usage: restore --checkpoint FOLDER --archive FOLDER --to FOLDER [--at INSTANT | --sequence NUMBER]
                     [--key-file FILE [--former-key-file FILE]...]
              --checkpoint  one that was made since the archive was begun, and that was not served
              --archive     the archive of the log
              --to          the new data folder: a missing or an empty one
              --at          the moment, such as 2026-11-29T18:30:00Z; otherwise the latest that the archive has
              --sequence    the number of the last write that is wanted
              --key-file    the key that the documents had then""";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final PrintStream output;
    private final PrintStream errors;

    private FolderCommands(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    static boolean isOne(String name) {
        return name.equals(CHECKPOINT) || name.equals(RESTORE);
    }

    /// The exit code: 0 when it was done (or help was asked for), 1 when not, 2 when it is not clear what is wanted.
    static int run(String name, List<String> arguments, PrintStream output, PrintStream errors) {
        if (arguments.contains("--help")) {
            output.println(USAGE);
            return DONE;
        }
        FolderCommands commands = new FolderCommands(output, errors);
        try {
            return name.equals(CHECKPOINT) ? commands.checkpoint(arguments) : commands.restore(arguments);
        } catch (IllegalArgumentException unclear) {
            errors.println(unclear.getMessage());
            errors.println(USAGE);
            return MISUSED;
        } catch (ArchiveRefused | UnusableFolder | IllegalStateException refused) {
            errors.println(refused.getMessage());
            return FAILED;
        }
    }

    private int checkpoint(List<String> arguments) {
        NamedOptions options = new NamedOptions(arguments, Set.of("--from", "--to"));
        Path from = options.folder("--from");
        Path to = options.folder("--to");
        if (!EmbeddedMongoServer.isDataFolder(from)) {
            throw new IllegalStateException("There is no data folder of an embedded server in " + from + ".");
        }
        CheckpointNote note = EmbeddedMongoServer.checkpoint(options.withKeys(from), to);
        output.println("The checkpoint in " + to + " stands at number " + note.sequence() + ".");
        return DONE;
    }

    private int restore(List<String> arguments) {
        NamedOptions options =
                new NamedOptions(arguments, Set.of("--checkpoint", "--archive", "--to", "--at", "--sequence"));
        Path checkpoint = options.folder("--checkpoint");
        Path archive = options.folder("--archive");
        Moment moment = moment(options.get("--at"), options.get("--sequence"));
        EmbeddedMongoOptions target = options.withKeys(options.folder("--to"));
        CheckpointNote note = EmbeddedMongoServer.restore(target, checkpoint, archive, moment);
        output.println("Restored to number " + note.sequence() + ", nothing later than " + note.at() + ".");
        List<String> wrong = EmbeddedMongoServer.verify(target);
        if (wrong.isEmpty()) {
            output.println("All documents and indexes fit together.");
            return DONE;
        }
        wrong.forEach(errors::println);
        return FAILED;
    }

    private static Moment moment(@Nullable String instant, @Nullable String sequence) {
        if (instant != null && sequence != null) {
            throw new IllegalArgumentException("Either --at or --sequence says what is wanted, not both.");
        }
        if (sequence != null) {
            if (!sequence.matches("\\d{1,18}")) {
                throw new IllegalArgumentException("--sequence must be a number, not " + sequence + ".");
            }
            return new Moment.Sequence(Long.parseLong(sequence));
        }
        try {
            return instant == null ? new Moment.Latest() : new Moment.At(Instant.parse(instant));
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "--at must be an instant such as 2026-11-29T18:30:00Z, not " + instant + ".", unreadable);
        }
    }
}
