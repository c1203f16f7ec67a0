package io.automedia.content.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.jobs.Job;
import io.automedia.jobs.JobError;
import io.automedia.jobs.JobStatus;
import io.automedia.jobs.Jobs;
import io.automedia.shared.UserId;
import io.automedia.storage.ContestedWrites;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/// Archives, files that are none of posts, and imports that are stopped.
@AutoMediaTest
class ImportedArchivesTests {

    private final TestPeople people;
    private final Imports imports;
    private final Jobs jobs;
    private final ContentLibrary library;
    private final MongoDatabase database;

    ImportedArchivesTests(
            TestPeople people, Imports imports, Jobs jobs, ContentLibrary library, MongoDatabase database) {
        this.people = people;
        this.imports = imports;
        this.jobs = jobs;
        this.library = library;
        this.database = database;
    }

    private static String line(String run, int number) {
        return "{\"platform\":\"x\",\"platformId\":\"" + run + "-" + number + "\",\"content\":{\"text\":\"t\"}}\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return bytes.toByteArray();
    }

    private Job run(TestPerson person, byte[] file) {
        try {
            Job job = imports.submit(new UserId(person.user().id()), "file.zip", null, new ByteArrayInputStream(file));
            await().until(() -> jobs.find(person.caller(), job.id()).status().ended());
            return jobs.find(person.caller(), job.id());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private String failure(byte[] file) {
        TestPerson person = people.someone();
        Job job = run(person, file);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(library.count(person.caller(), ContentQuery.all(), 10)).isZero();
        return String.valueOf(job.failure());
    }

    @Test
    void anArchivesFilesAreReadOneAfterTheOther() {
        TestPerson ada = people.someone();
        String run = ada.user().id().toHexString();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("__MACOSX/._a.jsonl", new byte[] {0, 1, 2});
        files.put("posts/a.jsonl", bytes(line(run, 1) + "nonsense\n" + line(run, 2)));
        files.put("posts/picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});
        files.put("posts/empty.jsonl", new byte[0]);
        files.put("b.csv", bytes("platform,platformId,text\nx," + run + "-3,hello\nx,,hello\n"));
        files.put("c.json", bytes("[" + line(run, 4) + "," + line(run, 1) + "]"));
        files.put("d.jsonl.gz", gzip(bytes(line(run, 5))));
        Job job = run(ada, zip(files));
        assertThat(job.status()).as(String.valueOf(job.failure())).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.counts())
                .containsEntry("read", 9L)
                .containsEntry("created", 5L)
                .containsEntry("unchanged", 1L)
                .containsEntry("rejected", 3L);
        assertThat(job.errors())
                .extracting(JobError::message)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("posts/a.jsonl, line 2: It is not valid JSON"),
                        second -> assertThat(second).startsWith("posts/picture.png: It is a picture"),
                        third -> assertThat(third).startsWith("b.csv, line 3: The field platformId is missing"));
        assertThat(job.errors()).extracting(JobError::line).isSorted();
        assertThat(run(ada, zip(files)).counts()).containsEntry("created", 0L).containsEntry("unchanged", 6L);
    }

    @Test
    void suspiciousArchivesAreRefusedInWords() throws IOException {
        byte[] post = bytes(line("x", 1));
        assertThat(failure(zip(Map.of("../../etc/a.jsonl", post)))).contains("../../etc/a.jsonl leads out of it");
        assertThat(failure(zip(Map.of("/etc/a.jsonl", post)))).contains("leads out of it");
        assertThat(failure(zip(Map.of("C:\\a.jsonl", post)))).contains("leads out of it");
        assertThat(failure(zip(Map.of("inner.zip", zip(Map.of("a.jsonl", post))))))
                .contains("another archive, inner.zip: unpack that first");
        byte[] bomb = new byte[110 << 20];
        Arrays.fill(bomb, (byte) ' ');
        assertThat(failure(zip(Map.of("bomb.jsonl", bomb)))).contains("would unpack to more than 200 times");
        assertThat(failure(zip(Map.of()))).contains("It holds no file");
        assertThat(failure(zip(Map.of("[Content_Types].xml", post)))).contains("save the table as CSV");
        byte[] cut = zip(Map.of("a.jsonl", post));
        assertThat(failure(Arrays.copyOf(cut, cut.length / 2))).contains("damaged or protected by a password");
    }

    @Test
    void anArchiveInDisguiseIsAnEntryThatIsNotRead() {
        Job job = run(people.someone(), zip(Map.of("a.jsonl", zip(Map.of("b.jsonl", bytes("{}"))))));
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("an archive in an archive"));
    }

    @Test
    void aFileThatIsNoneOfPostsFailsWithAReason() {
        assertThat(failure(bytes("%PDF-1.7\n%abc"))).contains("a PDF", "JSONL, JSON or CSV");
        assertThat(failure(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1}))
                .contains("a picture");
        assertThat(failure("[]".getBytes(StandardCharsets.UTF_16))).contains("UTF-16");
        assertThat(failure(bytes("<html><body>hello</body></html>"))).contains("XML or HTML");
        assertThat(failure(bytes("Dear diary\ntoday was fine\n"))).contains("neither JSON objects nor columns");
        assertThat(run(people.someone(), new byte[0]).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void aFormatThatIsNotKnownIsRefusedAtOnce() {
        var answer = people.someone().http().post("/api/v1/content/import?format=xml", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("format");
    }

    @Test
    void anImportThatIsCancelledKeepsWhatItHasAndCanBeRepeated() {
        TestPerson ada = people.someone();
        String run = ada.user().id().toHexString();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 25_000; i++) {
            lines.append(line(run, i));
        }
        String job = ada.http().post("/api/v1/content/import", lines.toString()).header("Location");
        await().until(() -> ada.http().get(job).json().at("/counts/read").asLong(0) > 0);
        assertThat(ada.http().post(job + "/cancel", "").status()).isEqualTo(200);
        await().until(() -> ada.http().get(job).at("/status").equals("cancelled"));
        var cancelled = ada.http().get(job).json();
        long read = cancelled.at("/counts/read").asLong();
        assertThat(read).isPositive().isLessThan(25_000);
        assertThat(cancelled.at("/counts/created").asLong()).isEqualTo(read);
        assertThat(library.count(ada.caller(), ContentQuery.all(), 30_000)).isEqualTo(read);
        Job again = run(ada, bytes(lines.toString()));
        assertThat(again.counts()).containsEntry("created", 25_000 - read).containsEntry("unchanged", read);
        // else the tests that follow wait until all of these are understood
        remove("libraryItems", Filters.eq("userId", ada.user().id()));
        remove("content", Filters.eq("source", ada.user().id()));
    }

    private void remove(String collection, Bson filter) {
        ContestedWrites.run(() -> database.getCollection(collection).deleteMany(filter));
    }
}
