package io.automedia.content.importing;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.jobs.Job;
import io.automedia.jobs.JobView;
import io.automedia.shared.FormFile;
import io.automedia.shared.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/content/import`: the file is the first part of a form that is one, or the body itself. It is
/// streamed to where the job reads it, and never held.
@RestController
final class ImportController {
    private final Imports imports;
    private final Access access;

    ImportController(Imports imports, Access access) {
        this.imports = imports;
        this.access = access;
    }

    @PostMapping("/api/v1/content/import")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<JobView> start(
            Caller caller, HttpServletRequest request, @RequestParam(required = false) @Nullable String format)
            throws IOException {
        UserId owner = access.requirePerson(caller);
        Job job = FormFile.isIn(request)
                ? FormFile.read(request, (name, posts) -> imports.submit(owner, name, format, posts))
                : imports.submit(owner, request.getHeader("X-File-Name"), format, request.getInputStream());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(JobView.of(job));
    }
}
