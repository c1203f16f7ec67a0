package io.automedia.content.exporting;

import io.automedia.access.Caller;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.content.LibraryPost;
import io.automedia.jobs.JobHandler;
import io.automedia.jobs.JobProgress;
import io.automedia.jobs.JobRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// Writes the file. After a crash it begins again, with a new file.
@Component
final class ExportHandler implements JobHandler {
    static final String KIND = "content-export";

    private static final int BATCH = 500;
    private static final int MOST_COUNTED = 10_000_000;

    private final ContentLibrary library;

    ExportHandler(ContentLibrary library) {
        this.library = library;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws IOException {
        String format = run.payload().getString("format");
        boolean csv = format.equals("csv");
        Caller owner = new Caller.Person(run.owner(), Caller.Person.USER, run.id());
        List<ContentQuery> queries = Exports.queries(run.payload().get("filters", new Document()));
        long all = queries.stream()
                .mapToLong(query -> library.count(owner, query, MOST_COUNTED))
                .sum();
        try (Writer file = new BufferedWriter(new OutputStreamWriter(
                run.file("posts." + format, csv ? "text/csv;charset=UTF-8" : "application/x-ndjson"),
                StandardCharsets.UTF_8))) {
            if (csv) {
                file.write(CsvRow.HEADER);
            }
            for (ContentQuery query : queries) {
                write(query, owner, all, csv, file, run);
            }
        }
    }

    private void write(ContentQuery query, Caller owner, long all, boolean csv, Writer file, JobRun run)
            throws IOException {
        List<LibraryPost> posts = library.next(owner, query, null, BATCH);
        while (!posts.isEmpty() && !run.isCancelled()) {
            for (LibraryPost post : posts) {
                file.write(csv ? CsvRow.of(PostJson.of(post)) : PostJson.of(post) + "\n");
            }
            run.count("written", posts.size());
            run.progress(JobProgress.of(run.counted("written"), all));
            posts = library.next(owner, query, posts.getLast(), BATCH);
        }
    }
}
