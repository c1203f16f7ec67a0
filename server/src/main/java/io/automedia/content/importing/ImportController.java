package io.automedia.content.importing;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.jobs.JobView;
import io.automedia.shared.UserId;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// `/api/v1/content/import`
@RestController
final class ImportController {
    private final Imports imports;
    private final Access access;

    ImportController(Imports imports, Access access) {
        this.imports = imports;
        this.access = access;
    }

    @PostMapping(path = "/api/v1/content/import", consumes = "multipart/form-data")
    ResponseEntity<JobView> upload(
            Caller caller,
            @RequestParam("file") MultipartFile file,
            @RequestParam(name = "format", required = false) @Nullable String format)
            throws IOException {
        UserId owner = access.requirePerson(caller);
        String name = file.getOriginalFilename();
        try (InputStream input = file.getInputStream()) {
            return ResponseEntity.accepted()
                    .body(JobView.of(imports.submit(owner, name == null ? "file" : name, format, input)));
        }
    }
}
