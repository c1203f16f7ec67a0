package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an import says of itself while it runs, on a clock of the test.
class ImportProgressTests {
    private static final String LINE_BEGINS_ANEW = "\r";
    private static final String REST_IS_ERASED = "\u001b[K";

    private final AtomicLong now = new AtomicLong();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private ImportProgress progress(boolean only, boolean terminal) {
        return new ImportProgress(
                "posts.jsonl", only, terminal, new PrintStream(written, true, StandardCharsets.UTF_8), now::get);
    }

    private String written() {
        String text = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return text;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static ImportJob job(double progress, long read, List<String> errors, long rejected) {
        return new ImportJob(
                "1", "running", progress, new ImportCounts(read, read - rejected, 0, 0, rejected), errors, "");
    }

    @Test
    void aTerminalHasABarWithTheRateAndTheTimeThatIsLeft() {
        ImportProgress progress = progress(true, true);
        progress.show(job(0, 0, List.of(), 0));
        assertThat(written())
                .isEqualTo(LINE_BEGINS_ANEW + "[" + " ".repeat(30) + "]   0 %  0 posts, 0/s" + REST_IS_ERASED);
        pass(Duration.ofSeconds(30));
        progress.show(job(0.25, 150_000, List.of(), 0));
        assertThat(written())
                .isEqualTo(LINE_BEGINS_ANEW + "[" + "#".repeat(8) + " ".repeat(22)
                        + "]  25 %  150,000 posts, 5,000/s, 1:30 left" + REST_IS_ERASED);
        progress.end(job(1, 600_000, List.of(), 0));
        assertThat(written()).as("the command itself says how it ended").isEqualTo(LINE_BEGINS_ANEW + REST_IS_ERASED);
    }

    @Test
    void elsewhereThereIsALineEveryFiveSeconds() {
        ImportProgress progress = progress(true, false);
        progress.show(job(0.1, 1_000, List.of(), 0));
        assertThat(written()).startsWith("posts.jsonl:  10 %  1,000 posts");
        pass(Duration.ofMillis(4_999));
        progress.show(job(0.4, 4_000, List.of(), 0));
        assertThat(written()).isEmpty();
        pass(Duration.ofMillis(1));
        progress.show(job(0.5, 5_000, List.of(), 0));
        assertThat(written().strip()).isEqualTo("posts.jsonl:  50 %  5,000 posts, 1,000/s, 0:05 left");
        pass(Duration.ofSeconds(5));
        progress.end(job(1, 10_000, List.of(), 0));
        assertThat(written().strip())
                .isEqualTo("posts.jsonl: read 10000, created 10000, updated 0, unchanged 0, rejected 0,"
                        + " in 10.0 s (1000/s)");
    }

    @Test
    void theFirstLinesThatWereRejectedAreNamedAndTheOthersCounted() {
        List<String> errors = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> "line " + i + ": no post")
                .toList();
        progress(true, true).end(job(1, 100, errors, 30));
        assertThat(written().replace(LINE_BEGINS_ANEW + REST_IS_ERASED, "").lines())
                .hasSize(21)
                .startsWith("  line 1: no post", "  line 2: no post")
                .endsWith("  line 20: no post", "  and 10 more");
    }
}
