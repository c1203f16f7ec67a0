package io.automedia.content.importing;

import io.automedia.content.Collector;
import io.automedia.content.ContentLibrary;
import io.automedia.content.StoreReport;
import io.automedia.content.StoreResult;
import io.automedia.jobs.JobHandler;
import io.automedia.jobs.JobProgress;
import io.automedia.jobs.JobRun;
import java.nio.file.Path;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Imports a file: reads it in slices, stores them, and counts every entry as created, updated, unchanged
/// or rejected. What is counted for a slice is settled before it is stored, so that an import that dies and
/// goes on ends with the same numbers as one that doesn't.
@Component
final class ImportHandler implements JobHandler {
    static final String KIND = "content-import";
    static final String FILE = "posts";

    private static final String LINE = "line";

    private final ContentLibrary library;
    private final JsonMapper mapper = JsonMapper.builder().build();

    ImportHandler(ContentLibrary library) {
        this.library = library;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Path path = run.folder().resolve(FILE);
        Document checkpoint = run.checkpoint();
        long done = checkpoint == null ? 0 : checkpoint.getLong(LINE);
        Collector collector = Collector.importing(run.owner());
        try (PostFile file = PostFile.open(path, run.payload().getString("format"), mapper);
                Outcomes outcomes = Outcomes.open(run.folder().resolve("outcomes"));
                SliceReader slices = SliceReader.start(file, done, () -> library.batch(collector))) {
            for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
                if (run.isCancelled()) {
                    return;
                }
                store(slice, outcomes, run);
            }
        }
    }

    private static void store(Slice slice, Outcomes outcomes, JobRun run) throws Exception {
        StoreReport plan = slice.batch().plan();
        Outcomes.Outcome outcome = outcomes.settle(new Outcomes.Outcome(
                slice.firstLine(),
                slice.lastLine(),
                plan.created(),
                plan.updated(),
                plan.unchanged(),
                plan.rejected()));
        slice.batch().store();
        count(outcome, run);
        for (int i = 0; i < plan.results().size(); i++) {
            String reason = reason(plan.results().get(i));
            if (reason != null) {
                run.error(slice.line(i), reason);
            }
        }
        run.progress(new JobProgress(slice.progress(), null));
        run.checkpoint(new Document(LINE, slice.lastLine()));
    }

    private static void count(Outcomes.Outcome outcome, JobRun run) {
        run.count("read", outcome.created() + outcome.updated() + outcome.unchanged() + outcome.rejected());
        run.count("created", outcome.created());
        run.count("updated", outcome.updated());
        run.count("unchanged", outcome.unchanged());
        run.count("rejected", outcome.rejected());
    }

    private static @Nullable String reason(StoreResult result) {
        return switch (result) {
            case StoreResult.Created ignored -> null;
            case StoreResult.Updated ignored -> null;
            case StoreResult.Unchanged ignored -> null;
            case StoreResult.Rejected(String reason) -> reason;
            case StoreResult.OverQuota(String reason) -> reason;
        };
    }
}
