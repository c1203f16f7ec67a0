package io.automedia.content.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.jobs.Job;
import io.automedia.jobs.JobError;
import io.automedia.jobs.JobStatus;
import io.automedia.jobs.Jobs;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AutoMediaTest
class ImportTests {

    private final TestPeople people;
    private final Imports imports;
    private final Jobs jobs;
    private final ContentLibrary library;

    ImportTests(TestPeople people, Imports imports, Jobs jobs, ContentLibrary library) {
        this.people = people;
        this.imports = imports;
        this.jobs = jobs;
        this.library = library;
    }

    @Test
    void aHostileFileIsAccountedForToTheLastLine(@TempDir Path folder) throws IOException {
        TestPerson ada = people.someone();
        HostileFile file = HostileFile.withEverything(ada.user().id() + "-");
        Path path = folder.resolve("hostile.txt");
        file.writeCutOff(path);
        Job job = run(ada, path);
        assertThat(reasons(job)).hasSameSizeAs(file.reasons());
        file.reasons()
                .forEach((line, reason) ->
                        assertThat(reasons(job).get(line)).as("line " + line).startsWith(reason));
        assertThat(job.counts())
                .containsEntry("read", file.read())
                .containsEntry("created", (long) file.created())
                .containsEntry("updated", (long) file.updated())
                .containsEntry("unchanged", (long) file.unchanged())
                .containsEntry("rejected", (long) file.reasons().size());
        assertThat(library.count(ada.caller(), ContentQuery.all(), 100)).isEqualTo(file.created());
    }

    @Test
    void csvIsReadByTheNamesOfItsColumns() throws IOException {
        TestPerson ada = people.someone();
        String id = ada.user().id().toHexString();
        Job job = run(ada, """
                \uFEFFplatform;ID;Author;text;likes;shares;Published At;tags;mood
                facebook;%1$s1;Bob;"Line one
                line ""two""; still";12;3;2016-06-24T17:06:33Z;a|b;good

                facebook;%1$s2;;plain;many;;;;
                facebook;%1$s3;;plain;;;;;
                facebook
                """.formatted(id));
        assertThat(job.counts()).containsEntry("created", 2L).containsEntry("rejected", 2L);
        assertThat(reasons(job))
                .containsEntry(5L, "The field engagement.likes is not a number.")
                .containsEntry(7L, "The field platformId is missing.");
        var post = ada.http().get("/api/v1/content?tags=b");
        assertThat(post.at("/items/0/content/text")).isEqualTo("Line one\nline \"two\"; still");
        assertThat(post.at("/items/0/metadata/engagement/retweets")).isEqualTo("3");
        assertThat(post.at("/items/0/metadata/source/mood")).isEqualTo("good");
    }

    @Test
    void aJsonArrayIsReadUpToWhereItBreaks() throws IOException {
        TestPerson ada = people.someone();
        String id = ada.user().id().toHexString();
        Job job = run(ada, """
                 [{"platform": "x", "platformId": "%1$s1"}, {"platform": 1},
                  {"platform": "x", "platformId": "%1$s2"} oops
                """.formatted(id));
        assertThat(job.counts())
                .containsEntry("read", 4L)
                .containsEntry("created", 2L)
                .containsEntry("rejected", 2L);
        assertThat(reasons(job).get(2L)).isEqualTo("The field platform is not text.");
    }

    @Test
    void aFileIsUploadedAsAFormOrAsItIs() {
        TestPerson ada = people.someone();
        String line = "{\"platform\": \"x\", \"platformId\": \"" + ada.user().id() + "\"}\n";
        var raw = ada.http().with("X-File-Name", "raw.jsonl").post("/api/v1/content/import", line);
        assertThat(raw.status()).isEqualTo(202);
        assertThat(raw.at("/name")).isEqualTo("raw.jsonl");
        String job = raw.header("Location");
        await().until(() -> ada.http().get(job).at("/status").equals("completed"));
        assertThat(ada.http().get(job).at("/counts/created")).isEqualTo("1");
    }

    @Test
    void anyMixOfLinesAddsUp() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 5; round++) {
            TestPerson ada = people.someone();
            StringBuilder file = new StringBuilder();
            int lines = 500 + random.nextInt(2_000);
            for (int i = 0; i < lines; i++) {
                file.append(randomLine(random, ada)).append('\n');
            }
            Job job = run(ada, file.toString());
            Map<String, Long> counts = job.counts();
            assertThat(counts.get("read")).isEqualTo(lines);
            assertThat(Stream.of("created", "updated", "unchanged", "rejected")
                            .mapToLong(name -> counts.getOrDefault(name, 0L))
                            .sum())
                    .isEqualTo(lines);
            assertThat(library.count(ada.caller(), ContentQuery.all(), 10_000)).isEqualTo(counts.get("created"));
            assertThat(run(ada, file.toString()).counts()).containsEntry("created", 0L);
        }
    }

    private static String randomLine(Random random, TestPerson person) {
        int id = random.nextInt(300);
        return switch (random.nextInt(5)) {
            case 0 -> "{\"platform\":\"x\"}";
            case 1 -> "nonsense";
            default ->
                "{\"platform\":\"x\",\"platformId\":\"%s-%d\",\"metadata\":{\"engagement\":{\"likes\":%d}}}"
                        .formatted(person.user().id(), id, random.nextInt(3));
        };
    }

    private Job run(TestPerson person, String text) throws IOException {
        return run(person, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Job run(TestPerson person, Path path) throws IOException {
        try (InputStream input = Files.newInputStream(path)) {
            return run(person, input);
        }
    }

    private Job run(TestPerson person, InputStream input) throws IOException {
        Job job = imports.submit(new UserId(person.user().id()), "file", null, input);
        await().until(() -> jobs.find(person.caller(), job.id()).status().ended());
        Job ended = jobs.find(person.caller(), job.id());
        assertThat(ended.status()).as(String.valueOf(ended.failure())).isEqualTo(JobStatus.COMPLETED);
        return ended;
    }

    private static Map<Long, String> reasons(Job job) {
        Map<Long, String> reasons = new TreeMap<>();
        for (JobError error : job.errors()) {
            reasons.put(error.line(), error.message());
        }
        return reasons;
    }
}
