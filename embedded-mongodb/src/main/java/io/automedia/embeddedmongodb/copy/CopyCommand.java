package io.automedia.embeddedmongodb.copy;

import com.mongodb.MongoException;
import io.automedia.embeddedmongodb.storage.UnusableFolder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Copies databases between servers and data folders: `copy --from PLACE --to PLACE`. The same command goes on with a
/// copy that was interrupted.
public final class CopyCommand {
    public static final String NAME = "copy";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /// Without SLF4J the driver logs nothing but a warning of that. Held here, as loggers that nobody holds forget
    /// their level.
    private static final Logger DRIVER = Logger.getLogger("org.mongodb.driver");

    private CopyCommand() {}

    /// The exit code: 0 when all was copied and found equal (or help was asked for), 1 when not, 2 when it is not clear
    /// what is wanted.
    public static int run(List<String> arguments, PrintStream output, PrintStream errors) {
        if (arguments.contains("--help")) {
            output.println(CopyOptions.USAGE);
            return DONE;
        }
        CopyOptions options;
        try {
            options = CopyOptions.parse(arguments);
        } catch (IllegalArgumentException unclear) {
            errors.println(unclear.getMessage());
            errors.println(CopyOptions.USAGE);
            return MISUSED;
        }
        DRIVER.setLevel(Level.SEVERE);
        try (Place from = Place.source(options.from());
                Place to = Place.target(options.to())) {
            return report(new Copy(from, to, options, output).run(), output, errors);
        } catch (MongoException brokenOff) {
            errors.println("The copy broke off: " + brokenOff.getMessage());
            errors.println("The same command goes on where it was.");
            return FAILED;
        } catch (CopyRefused | UnusableFolder | IllegalStateException | UncheckedIOException refused) {
            errors.println(refused.getMessage());
            return FAILED;
        }
    }

    private static int report(List<Outcome> outcomes, PrintStream output, PrintStream errors) {
        output.printf(Locale.ROOT, "%-50s %14s %14s%n", "collection", "source", "target");
        for (Outcome outcome : outcomes) {
            output.printf(
                    Locale.ROOT,
                    "%-50s %14d %14d  %s%n",
                    outcome.collection().getFullName(),
                    outcome.source().documents(),
                    outcome.target().documents(),
                    outcome.verdict());
        }
        long different = outcomes.stream().filter(outcome -> !outcome.isEqual()).count();
        if (different == 0) {
            output.println("All " + outcomes.size() + " collections are equal.");
            return DONE;
        }
        errors.println(different + " of " + outcomes.size() + " collections differ; they have no indexes at the target."
                + " Something was probably written meanwhile: end whatever writes to either side, drop the databases"
                + " at the target, and copy again.");
        return FAILED;
    }
}
