package io.automedia.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What `/api/v1/admin/encryption-keys` answers, in sentences.
final class KeysText {
    private KeysText() {}

    /// All of it.
    static List<String> lines(JsonNode status) {
        List<String> lines = new ArrayList<>();
        String place = status.path("place").asString("");
        for (JsonNode master : status.path("masterKeys")) {
            lines.add("master key " + text(master, "id") + " in " + place
                    + (master.path("isPrimary").asBoolean() ? ": encrypts" : ": of before"));
        }
        for (JsonNode key : status.path("keys")) {
            lines.add("key " + text(key, "id") + " of master key "
                    + key.path("masterKey").asString("(not known)")
                    + (key.path("opens").asBoolean() ? "" : ": CAN'T BE OPENED")
                    + (key.path("isPrimary").asBoolean() ? ": encrypts" : ""));
            lines.addAll(fields(status, text(key, "id")));
        }
        for (JsonNode field : status.path("fields")) {
            if (isOfNoKey(status, field)) {
                lines.add("missing key " + text(field, "key") + ": " + count(field));
            }
        }
        if (status.has("rotation")) {
            lines.add(progress(status.path("rotation")));
        }
        lines.addAll(advice(status));
        return lines;
    }

    private static List<String> fields(JsonNode status, String key) {
        List<String> lines = new ArrayList<>();
        for (JsonNode field : status.path("fields")) {
            if (text(field, "key").equals(key)) {
                lines.add("  " + count(field));
            }
        }
        return lines;
    }

    private static String count(JsonNode field) {
        return text(field, "field") + " " + field.path("texts").asLong();
    }

    private static boolean isOfNoKey(JsonNode status, JsonNode field) {
        return status.path("keys")
                .valueStream()
                .noneMatch(key -> text(key, "id").equals(text(field, "key")));
    }

    /// How far a rotation is.
    static String progress(JsonNode rotation) {
        return (rotation.has("finishedAt") ? "The keys are rotated" : "The keys are being rotated") + ": "
                + rotation.path("changed").asLong() + " encrypted anew, "
                + rotation.path("unreadable").asLong()
                + " could not be";
    }

    /// What is to be done.
    static List<String> advice(JsonNode status) {
        List<String> lines = new ArrayList<>();
        String place = status.path("place").asString("");
        for (JsonNode master : status.path("masterKeys")) {
            if (!master.path("isNeeded").asBoolean()) {
                lines.add("The master key " + text(master, "id")
                        + " opens nothing in this store any more: take it out of " + place
                        + ", and keep it as long as you keep backups from before.");
            }
        }
        for (JsonNode field : status.path("fields")) {
            if (!field.path("opens").asBoolean()) {
                lines.add(count(field) + " can't be read: " + why(status, text(field, "key")));
            }
        }
        return lines;
    }

    private static String why(JsonNode status, String key) {
        return status.path("keys")
                .valueStream()
                .filter(one -> text(one, "id").equals(key) && one.has("refusal"))
                .map(one -> text(one, "refusal"))
                .findFirst()
                .orElse("the key " + key + " is lost. Give its master key, too, or enter them again.");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
