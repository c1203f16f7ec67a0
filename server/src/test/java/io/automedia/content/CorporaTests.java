package io.automedia.content;

import static io.automedia.content.ContentFixtures.caller;
import static io.automedia.content.ContentFixtures.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automedia.content.importing.Imports;
import io.automedia.jobs.Job;
import io.automedia.jobs.JobStatus;
import io.automedia.jobs.Jobs;
import io.automedia.shared.UserId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/// Files of real posts with all their dirt, imported as they are: the first lines of each, or more of them with
/// `-Dautomedia.test.posts=100000`. Nobody understands them here, only imports run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorporaTests {
    private static final Path CORPORA = Path.of(System.getProperty("automedia.test.data", "absent"), "corpus");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LINES = Integer.getInteger("automedia.test.posts", 1_500);

    private ConfigurableApplicationContext context;
    private Imports imports;
    private Jobs jobs;
    private ContentLibrary library;

    @BeforeAll
    void start(@TempDir Path data) {
        assumeTrue(Files.isDirectory(CORPORA), "the corpora are not here");
        context = ContentApplication.start(data, null);
        imports = context.getBean(Imports.class);
        jobs = context.getBean(Jobs.class);
        library = context.getBean(ContentLibrary.class);
    }

    @AfterAll
    void stop() {
        if (context != null) {
            ContentApplication.stop(context);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reddit-praw-cassettes",
                "twitter-538-ratio",
                "twitter-airline-2015",
                "twitter-sports-2026",
                "weibo-ced",
                "youtube-trending-2018"
            })
    void everyLineIsAccountedForAndNoPostComesInTwice(String name, @TempDir Path folder) throws IOException {
        Path corpus = folder.resolve(name + ".jsonl.gz");
        long lines = copy(CORPORA.resolve(name + ".jsonl.gz"), corpus);
        assertThat(lines).isGreaterThan(1_000);
        UserId person = somebody();

        Map<String, Long> first = run(person, corpus);

        assertThat(first).containsEntry("read", lines).containsEntry("rejected", 0L);
        assertThat(sum(first)).isEqualTo(lines);
        assertThat(first.get("created")).isGreaterThan(lines * 9 / 10);
        assertThat(library.count(caller(person), ContentQuery.all(), 100_000)).isEqualTo(first.get("created"));

        Map<String, Long> second = run(person, corpus);

        assertThat(second)
                .containsEntry("read", lines)
                .containsEntry("created", 0L)
                .containsEntry("rejected", 0L);
        assertThat(sum(second)).isEqualTo(lines);
        assertThat(library.count(caller(person), ContentQuery.all(), 100_000)).isEqualTo(first.get("created"));
    }

    private Map<String, Long> run(UserId person, Path file) throws IOException {
        Job job;
        try (InputStream input = Files.newInputStream(file)) {
            job = imports.submit(person, file.getFileName().toString(), null, input);
        }
        await().atMost(PATIENCE)
                .until(() -> jobs.find(caller(person), job.id()).status().ended());
        Job ended = jobs.find(caller(person), job.id());
        assertThat(ended.status()).as(String.valueOf(ended.failure())).isEqualTo(JobStatus.COMPLETED);
        return ended.counts();
    }

    private static long sum(Map<String, Long> counts) {
        return Stream.of("created", "updated", "unchanged", "rejected")
                .mapToLong(name -> counts.getOrDefault(name, 0L))
                .sum();
    }

    /// @return how many lines were copied
    private static long copy(Path from, Path to) throws IOException {
        try (InputStream text = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(from)));
                OutputStream copy = new GZIPOutputStream(Files.newOutputStream(to))) {
            long lines = 0;
            for (int next = text.read(); next != -1 && lines < LINES; next = text.read()) {
                copy.write(next);
                if (next == '\n') {
                    lines++;
                }
            }
            return lines;
        }
    }
}
