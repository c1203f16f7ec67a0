package io.automedia.jobs;

import io.automedia.access.Caller;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Wanted;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/jobs`.
@RestController
@RequestMapping("/api/v1/jobs")
final class JobController {
    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    Page<JobView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        JobStatus is = status == null ? null : Wanted.one(JobStatus.class, "status", status);
        return jobs.list(caller, is, kind, PageRequest.of(limit, offset, after, total))
                .map(JobView::of);
    }

    @GetMapping("/{id}")
    JobView find(Caller caller, @PathVariable String id) {
        return JobView.of(jobs.find(caller, Ids.objectId(id)));
    }

    @GetMapping("/{id}/file")
    ResponseEntity<Resource> file(Caller caller, @PathVariable String id) {
        Jobs.Download download = jobs.download(caller, Ids.objectId(id));
        ContentDisposition saved = ContentDisposition.attachment()
                .filename(download.file().name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(download.file().type()))
                .contentLength(download.file().size())
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .body(new InputStreamResource(download.content()));
    }

    @PostMapping("/{id}/cancel")
    JobView cancel(Caller caller, @PathVariable String id) {
        return JobView.of(jobs.cancel(caller, Ids.objectId(id)));
    }
}
