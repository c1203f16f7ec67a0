package io.automedia.content.importing;

import io.automedia.jobs.Job;
import io.automedia.jobs.JobFolder;
import io.automedia.jobs.Jobs;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Takes files of posts: the front door of imports.
@Component
public final class Imports {
    private static final Set<String> FORMATS = Set.of("jsonl", "json", "csv");

    private static final int LONGEST_NAME = 200;

    private final Jobs jobs;
    private final ApplicationEventPublisher events;

    Imports(Jobs jobs, ApplicationEventPublisher events) {
        this.events = events;
        this.jobs = jobs;
    }

    /// Keeps the file and submits a job that imports it.
    ///
    /// @param name what the person calls the file; null when he doesn't say
    /// @param format jsonl, json or csv; null to find out from the content
    public Job submit(UserId owner, @Nullable String name, @Nullable String format, InputStream file)
            throws IOException {
        if (format != null && !FORMATS.contains(format)) {
            throw Problem.invalid("format", "must be jsonl, json or csv").exception();
        }
        JobFolder folder = jobs.newFolder();
        try {
            Files.copy(file, folder.path().resolve(ImportHandler.FILE));
        } catch (IOException | RuntimeException failure) {
            jobs.discard(folder);
            throw failure;
        }
        Document payload = new Document("name", shown(name));
        if (format != null) {
            payload.append("format", format);
        }
        Job job = jobs.submit(owner, ImportHandler.KIND, payload, folder);
        events.publishEvent(new ImportRequested(owner, job.id()));
        return job;
    }

    /// Without the folders before it, which some browsers send.
    private static String shown(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "posts";
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.length() <= LONGEST_NAME ? last : last.substring(0, LONGEST_NAME);
    }
}
