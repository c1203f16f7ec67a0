package io.automedia.content.exporting;

import io.automedia.access.Caller;
import io.automedia.jobs.Job;
import io.automedia.jobs.JobView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/content/export`.
@RestController
final class ExportController {
    private final Exports exports;

    ExportController(Exports exports) {
        this.exports = exports;
    }

    /// What to export.
    ///
    /// @param filters the parameters of `GET /content`, each a value or a list of values; null for all
    /// @param format jsonl (also when absent) or csv
    record Request(
            @Nullable Map<String, @Nullable Object> filters,

            @Schema(allowableValues = {"jsonl", "csv"}) @Nullable
            String format) {}

    @PostMapping("/api/v1/content/export")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<JobView> start(Caller caller, @RequestBody Request request) {
        Job job = exports.submit(
                caller,
                request.filters() == null ? Map.of() : request.filters(),
                request.format() == null ? "jsonl" : request.format());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(JobView.of(job));
    }
}
