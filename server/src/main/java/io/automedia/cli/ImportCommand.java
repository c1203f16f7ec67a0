package io.automedia.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `automedia import FILE…`: hands the files to the instance that holds the data folder, or to one started for this.
@Command(
        name = "import",
        description =
                "Imports posts from JSONL, JSON or CSV files, plain, .gz or .zip. Ends with 3 when lines were rejected.")
final class ImportCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int DONE_WITH_REJECTED_LINES = 3;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, one after the other.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--user",
            paramLabel = "EMAIL",
            description =
                    "Whose posts they become. Needed when there are several accounts and none is an administrator's.")
    private @Nullable String user;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl, json or csv; found out from the content when not given.")
    private @Nullable String format;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        for (Path file : files) {
            if (file.toString().startsWith("--") && !Files.exists(file)) {
                throw Usage.unknown(command, file.toString());
            }
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new CommandFailure("The file " + file + " can't be read: check the name and its permissions.");
            }
        }
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            instance.requirePerson(user);
            ImportCounts total = ImportCounts.NONE;
            long started = System.nanoTime();
            for (Path file : files) {
                total = total.plus(importFile(instance, file));
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.println(total.summary(seconds));
            return total.rejected() > 0 ? DONE_WITH_REJECTED_LINES : DONE;
        }
    }

    private ImportCounts importFile(LocalInstance instance, Path file) throws Exception {
        ImportProgress progress =
                ImportProgress.onThisTerminal(file.getFileName().toString(), files.size() == 1);
        ImportJob job = instance.startImport(file, format, user);
        while (!job.ended()) {
            progress.show(job);
            job = instance.awaitChange(job, user);
        }
        progress.end(job);
        if (!job.status().equals("completed")) {
            throw new CommandFailure("The import of " + file + " " + job.status() + ": " + job.reason());
        }
        return job.counts();
    }
}
