package io.automedia.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `automedia audit …`: the audit trail, for who runs the machine.
@Command(
        name = "audit",
        description = "Looks whether the audit trail is as it was written.",
        footer = {
            "",
            "verify ends with 0 when the trail is whole, and with 3 when it is not. Note",
            "the last entry and its hash elsewhere: with --seq and --hash it also tells",
            "when the trail was put back to an older one."
        })
final class AuditCommand {
    private static final int WHOLE = 0;
    private static final int DAMAGED = 3;

    @Command(name = "verify", description = "Looks at every entry, and names each place that was changed.")
    int verify(
            @Option(names = "--seq", paramLabel = "PLACE", description = "The place of an entry that was noted before.")
                    @Nullable
                    Long seq,
            @Option(names = "--hash", paramLabel = "HASH", description = "The hash of that entry.") @Nullable
                    String hash)
            throws Exception {
        if ((seq == null) != (hash == null)) {
            throw CommandFailure.wrongUsage("--seq and --hash belong together: ./automedia help audit says why.");
        }
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            JsonNode found = instance.verifyAudit(seq, hash);
            boolean isWhole = found.path("isIntact").asBoolean();
            System.out.println(words(found, isWhole));
            found.path("findings").forEach(finding -> System.out.println(place(finding)));
            System.out.println("last entry: " + found.path("last").asLong());
            System.out.println("hash: " + found.path("hash").asString());
            return isWhole ? WHOLE : DAMAGED;
        }
    }

    private static String words(JsonNode found, boolean isWhole) {
        String entries = count(found.path("entries").asLong(), "entry", "entries");
        return isWhole
                ? "The audit trail is whole: " + entries + " as written."
                : "The audit trail is not whole: "
                        + count(found.path("found").asLong(), "finding", "findings") + " in " + entries
                        + ". docs/operations.md says what to do.";
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// The kind of the finding and where it is: places, or the id of an entry that has none.
    private static String place(JsonNode finding) {
        String kind = finding.path("kind").asString().toLowerCase(Locale.ROOT);
        JsonNode from = finding.path("from");
        JsonNode through = finding.path("through");
        String where = !from.isIntegralNumber()
                ? "an entry without a place, " + finding.path("id").asString("")
                : through.isIntegralNumber() && through.asLong() != from.asLong()
                        ? from.asLong() + "-" + through.asLong()
                        : Long.toString(from.asLong());
        return kind + " " + where + ": " + finding.path("detail").asString("");
    }
}
