package io.automedia.cli;

import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `automedia keys …`: the keys of encrypted fields.
@Command(
        name = "keys",
        description = "Shows and rotates the keys that encrypt API keys and credentials.",
        footer = {
            "",
            "rotate goes on where it was when it is interrupted. It ends with 3 when",
            "something can't be read any more; status tells in which fields that is."
        })
final class KeysCommand {
    private static final int DONE = 0;
    private static final int SOME_UNREADABLE = 3;

    @Command(name = "status", description = "Tells which keys there are, and what each of them encrypted.")
    int status() throws Exception {
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            KeysText.lines(instance.keys()).forEach(System.out::println);
            return DONE;
        }
    }

    @Command(
            name = "rotate",
            description = "Encrypts everything anew, with new keys, while AutoMedia runs. In place of a master key in"
                    + " the data folder a new one is made; in place of a configured one the new one must be given.")
    int rotate() throws Exception {
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            JsonNode rotation = instance.rotateKeys();
            while (!rotation.has("finishedAt")) {
                System.err.println(KeysText.progress(rotation));
                rotation = instance.awaitRotation();
            }
            System.out.println(KeysText.progress(rotation));
            KeysText.advice(instance.keys()).forEach(System.out::println);
            return rotation.path("unreadable").asLong() == 0 ? DONE : SOME_UNREADABLE;
        }
    }
}
