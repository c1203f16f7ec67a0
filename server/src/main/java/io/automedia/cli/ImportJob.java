package io.automedia.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An import as `GET /api/v1/jobs/{id}` shows it.
///
/// @param progress the part that is done, 0 to 1
/// @param errors the first lines that were rejected, as `line N: reason`
record ImportJob(String id, String status, double progress, ImportCounts counts, List<String> errors, String reason) {
    static ImportJob of(JsonNode json) {
        JsonNode counts = json.path("counts");
        List<String> errors = new ArrayList<>();
        json.path("errors")
                .forEach(error -> errors.add("line " + error.path("line").asLong() + ": "
                        + error.path("message").asString("")));
        return new ImportJob(
                json.path("id").asString(""),
                json.path("status").asString(""),
                json.path("progress").asDouble(0),
                new ImportCounts(
                        counts.path("read").asLong(0),
                        counts.path("created").asLong(0),
                        counts.path("updated").asLong(0),
                        counts.path("unchanged").asLong(0),
                        counts.path("rejected").asLong(0)),
                List.copyOf(errors),
                json.path("error").asString("no reason was given"));
    }

    boolean ended() {
        return switch (status) {
            case "completed", "failed", "cancelled", "dead" -> true;
            default -> false;
        };
    }
}
