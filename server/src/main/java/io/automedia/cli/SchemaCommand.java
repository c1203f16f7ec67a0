package io.automedia.cli;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.Difference;
import io.automedia.storage.OpenStore;
import io.automedia.storage.SchemaDocument;
import io.automedia.storage.SchemaText;
import io.automedia.storage.StoredSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `automedia schema …`: the descriptions of the collections, and how far the store follows them.
@Command(
        name = "schema",
        description = "Shows how collections are described, and compares the store with that.",
        footer = {
            "",
            "diff ends with 1 when something is different. diff and apply look at the",
            "store of the instance that runs, else at the one that is configured, else",
            "at the one in the data folder."
        })
final class SchemaCommand {
    private static final int DONE = 0;
    private static final int DIFFERENT = 1;

    /// Opens the store that the running instance has, or that the next one would have.
    private static OpenStore open() {
        Settings settings = Settings.read(List.of());
        Optional<Instance> running = Instance.running(settings.data());
        if (running.isPresent()) {
            return OpenStore.at(running.get().mongodbUri(), running.get().mongodbDatabase());
        }
        String uri = settings.mongodbUri();
        if (uri != null && !uri.isBlank()) {
            return OpenStore.at(uri.strip(), settings.mongodbDatabase());
        }
        if (!Files.isDirectory(settings.data().resolve("mongodb"))) {
            throw new CommandFailure(
                    "There is no store in " + settings.data() + " yet: start AutoMedia once, or set AUTOMEDIA_DATA.");
        }
        return OpenStore.in(settings.data(), settings.mongodbDatabase(), settings.embeddedKey());
    }

    private static StoredSchema stored(OpenStore store) {
        return new StoredSchema(
                store.database(),
                StoredSchema.descriptions(),
                Settings.read(List.of()).mongodbToolIndexes());
    }

    @Command(name = "show", description = "Prints the descriptions of all collections, or of those that are named.")
    int show(@Parameters(arity = "0..*", paramLabel = "COLLECTION") @Nullable List<String> names) {
        List<String> wanted = names == null ? List.of() : names;
        List<CollectionSchema> all = StoredSchema.descriptions();
        for (String name : wanted) {
            if (all.stream().noneMatch(schema -> schema.name().equals(name))) {
                throw CommandFailure.wrongUsage("There is no collection '" + name + "': ./automedia schema show"
                        + " without a name shows all.");
            }
        }
        all.stream()
                .filter(schema -> wanted.isEmpty() || wanted.contains(schema.name()))
                .forEach(schema -> System.out.println(SchemaText.of(schema)));
        return DONE;
    }

    @Command(name = "diff", description = "Lists what the store has otherwise than described. Changes nothing.")
    int diff(
            @Option(names = "--documents", description = "Also lists each document that breaks its description.")
                    boolean documents) {
        try (OpenStore store = open()) {
            StoredSchema schema = stored(store);
            schema.madeByNewer().ifPresent(words -> System.out.println(words + "."));
            AtomicLong found = new AtomicLong(print(schema.differences()));
            if (documents) {
                schema.brokenDocuments(broken -> {
                    found.incrementAndGet();
                    System.out.println(broken.collection() + " " + broken.id() + ": " + broken.fault());
                });
            }
            return found.get() == 0 ? DONE : DIFFERENT;
        }
    }

    @Command(name = "apply", description = "Creates what is missing in the store and puts right what is different.")
    int apply(
            @Option(names = "--drop-others", description = "Also drops indexes that are not described.")
                    boolean dropOthers,
            @Option(
                            names = "--go-back",
                            description = "Also puts what a newer version made back to what this one wants.")
                    boolean goBack) {
        try (OpenStore store = open()) {
            StoredSchema schema = stored(store);
            if (goBack) {
                schema.goBack();
            }
            schema.madeByNewer().ifPresent(words -> {
                throw new CommandFailure(
                        words + ": nothing was changed. Use that version, or --go-back to stay with this.");
            });
            schema.repair(dropOthers)
                    .forEach(done -> System.out.println(done.collection() + ": " + done.words() + ": put right"));
            return print(schema.differences()) == 0 ? DONE : DIFFERENT;
        }
    }

    @Command(name = "docs", description = "Writes the descriptions as a page of the documentation.")
    int docs(
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            defaultValue = "docs/schema.md",
                            description = "Default: ${DEFAULT-VALUE}")
                    Path file)
            throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure("There is no folder for " + file + ": make it, or name another file with --to.");
        }
        Files.writeString(file, SchemaDocument.of(StoredSchema.descriptions()));
        System.out.println("Written: " + file);
        return DONE;
    }

    private static long print(List<Difference> differences) {
        for (Difference difference : differences) {
            System.out.println(difference.collection() + ": " + difference.words());
        }
        return differences.size();
    }
}
