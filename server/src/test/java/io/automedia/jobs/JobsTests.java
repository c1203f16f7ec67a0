package io.automedia.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.access.Caller;
import io.automedia.shared.Cursor;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.testing.Part;
import io.automedia.testing.SettableClock;
import io.automedia.updates.Update;
import io.automedia.updates.Updates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;

class JobsTests {
    @TempDir
    private static Path data;

    private static Part part;
    private static Jobs jobs;
    private static ScriptedHandler handler;

    private final UserId ada = new UserId(new ObjectId());
    private final Caller.Person caller = new Caller.Person(ada, "user", new ObjectId());

    @BeforeAll
    static void start() {
        part = Part.start(
                JobsApplication.class,
                data,
                WebApplicationType.NONE,
                context -> context.registerBean(ScriptedHandler.class),
                "automedia.jobs.retry-after=1ms",
                "automedia.jobs.lease=1m");
        jobs = part.bean(Jobs.class);
        handler = part.bean(ScriptedHandler.class);
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    @Test
    void aJobIsDoneAndShowsWhatItCounted() {
        handler.script("count", run -> {
            run.count("read", 3);
            run.count("created", 2);
            run.count("rejected", 1);
            run.error(2, "is no JSON");
            run.progress(JobProgress.of(1, 2));
        });
        Job job = ended(submit("count"));
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.counts()).isEqualTo(Map.of("read", 3L, "created", 2L, "rejected", 1L));
        assertThat(job.errors()).containsExactly(new JobError(2, "is no JSON"));
        assertThat(job.progress().fraction()).isEqualTo(1);
        assertThat(job.startedAt()).isNotNull();
        assertThat(job.finishedAt()).isNotNull();
    }

    @Test
    void theOwnerIsToldHowItEnded() {
        handler.script("told", run -> run.count("read", 1));
        Job job = ended(submit("told"));
        Updates updates = part.bean(Updates.class);
        List<Update> told = await().until(() -> updates.after(ada, 0, 10), list -> !list.isEmpty());
        assertThat(told.getLast().type()).isEqualTo("job:progress");
        assertThat(told.getLast().data())
                .containsEntry("jobId", job.id())
                .containsEntry("status", "completed")
                .containsEntry("counts", new Document("read", 1L));
    }

    @Test
    void progressReachesTheOwnerAtMostTwiceASecond() {
        SettableClock clock = SettableClock.atNoon();
        JobRepository repository = part.bean(JobRepository.class);
        Job submitted = Job.pending(new ObjectId(), ada.value(), "watched", new Document(), null, clock.instant());
        repository.insert(submitted);
        Job claimed = Objects.requireNonNull(repository.claim(
                List.of("watched"), "here", clock.instant(), clock.instant().plusSeconds(3_600)));
        Updates updates = part.bean(Updates.class);
        JobRun run = new JobRun(
                claimed, repository, updates, part.bean(JobsProperties.class), clock, data, part.bean(JobFiles.class));
        for (int i = 1; i <= 1_200; i++) {
            run.progress(JobProgress.of(i, 1_200));
            clock.advance(Duration.ofMillis(1));
        }
        run.end(JobStatus.COMPLETED, null);
        List<Update> told = await().until(
                        () -> updates.after(ada, 0, 100),
                        list -> !list.isEmpty()
                                && "completed".equals(list.getLast().data().get("status")));
        assertThat(told).extracting(update -> update.data().get("progress")).hasSize(4);
    }

    @Test
    void anAttemptAfterAFailureGoesOnFromTheCheckpointAndCountsNothingTwice() {
        AtomicInteger attempts = new AtomicInteger();
        handler.script("fails", run -> {
            Document checkpoint = run.checkpoint();
            int from = checkpoint == null ? 0 : checkpoint.getInteger("next");
            for (int i = from; i < 10; i++) {
                run.count("read", 1);
                run.error(i, "odd");
                if (i == 6 && attempts.getAndIncrement() < 3) {
                    throw new java.io.IOException("the wire broke");
                }
                if (i % 2 == 1) {
                    run.checkpoint(new Document("next", i + 1));
                }
            }
        });
        Job job = ended(submit("fails"));
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(attempts).hasValue(4);
        assertThat(job.counts()).isEqualTo(Map.of("read", 10L));
        assertThat(job.errorCount()).isEqualTo(10);
        assertThat(job.errors()).extracting(JobError::line).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void aJobThatNeverGetsFurtherIsGivenUp() {
        handler.script("broken", run -> {
            throw new IllegalStateException("it can't work");
        });
        Job job = ended(submit("broken"));
        assertThat(job.status()).isEqualTo(JobStatus.DEAD);
        assertThat(job.attempts()).isEqualTo(5);
        assertThat(job.failure()).isEqualTo("it can't work");
    }

    @Test
    void aProblemEndsTheJobAtOnce() {
        handler.script("problem", run -> {
            throw new ProblemException(new Problem.UnsupportedType("This is no file of posts."));
        });
        Job job = ended(submit("problem"));
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(job.failure()).isEqualTo("This is no file of posts.");
    }

    @Test
    void onlyTheFirstThousandErrorsAreKept() {
        handler.script("dirty", run -> {
            for (int i = 1; i <= 1_500; i++) {
                run.error(i, "x".repeat(1_000));
                if (i % 100 == 0) {
                    run.checkpoint(new Document("line", i));
                }
            }
        });
        Job job = ended(submit("dirty"));
        assertThat(job.errorCount()).isEqualTo(1_500);
        assertThat(job.errors()).hasSize(1_000);
        assertThat(job.errors().getLast().line()).isEqualTo(1_000);
        assertThat(job.errors().getLast().message()).hasSize(301);
    }

    @Test
    void aRunningJobIsCancelledAndKeepsWhatItDid() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        handler.script("long", run -> {
            run.count("read", 5);
            begun.countDown();
            while (!run.isCancelled()) {
                run.progress(JobProgress.of(1, 10));
            }
        });
        Job submitted = submit("long");
        begun.await();
        jobs.cancel(caller, submitted.id());
        Job job = ended(submitted);
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.counts()).containsEntry("read", 5L);
    }

    @Test
    void anAbandonedJobIsTakenOverFromItsCheckpoint() {
        handler.script("abandoned", run -> run.count("read", 1));
        JobRepository repository = part.bean(JobRepository.class);
        Job abandoned = Job.pending(
                new ObjectId(),
                ada.value(),
                "elsewhere",
                new Document("name", "abandoned"),
                null,
                Clock.systemUTC().instant());
        repository.insert(abandoned);
        java.time.Instant now = Clock.systemUTC().instant();
        Job claimed = Objects.requireNonNull(repository.claim(List.of("elsewhere"), "other", now, now.plusMillis(1)));
        JobRun dead = new JobRun(
                claimed,
                repository,
                part.bean(Updates.class),
                part.bean(JobsProperties.class),
                Clock.systemUTC(),
                data,
                part.bean(JobFiles.class));
        dead.count("read", 7);
        dead.checkpoint(new Document("next", 7));
        part.bean(MongoDatabase.class)
                .getCollection(JobsSchema.NAME)
                .updateOne(
                        Filters.eq("_id", abandoned.id()),
                        new Document("$set", new Document("kind", ScriptedHandler.KIND).append("dueAt", now)));
        Job job = ended(abandoned);
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.counts()).containsEntry("read", 8L);
        assertThatThrownBy(dead::beat).isInstanceOf(JobLost.class);
        assertThat(dead.isCancelled()).isTrue();
    }

    @Test
    void aJobsFolderIsRemovedWhenItEnds() throws Exception {
        handler.script(
                "file",
                run -> run.count(
                        "read",
                        Files.readAllLines(run.folder().resolve("posts")).size()));
        JobFolder folder = jobs.newFolder();
        Files.writeString(folder.path().resolve("posts"), "a\nb\n");
        Job job = ended(jobs.submit(ada, ScriptedHandler.KIND, new Document("name", "file"), folder));
        assertThat(job.counts()).containsEntry("read", 2L);
        await().untilAsserted(() -> assertThat(folder.path()).doesNotExist());
    }

    @Test
    void aListIsPagedByCursorFromTheNewestOnAndShowsOnlyTheCallersOwn() {
        handler.script("listed", run -> {});
        List<ObjectId> ids = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> ended(submit("listed")).id())
                .toList()
                .reversed();
        Page<Job> first = jobs.list(caller, null, null, PageRequest.first(2));
        assertThat(first.page().total()).isEqualTo(5);
        assertThat(first.items()).extracting(Job::id).containsExactlyElementsOf(ids.subList(0, 2));
        Cursor next = Cursor.parse(String.valueOf(first.page().next()));
        Page<Job> second = jobs.list(caller, null, null, new PageRequest(3, 0, next, false));
        assertThat(second.items()).extracting(Job::id).containsExactlyElementsOf(ids.subList(2, 5));
        assertThat(second.page().hasMore()).isFalse();
        Caller stranger = new Caller.Person(new UserId(new ObjectId()), "user", new ObjectId());
        assertThat(jobs.list(stranger, null, null, PageRequest.first(10)).items())
                .isEmpty();
        assertThatThrownBy(() -> jobs.find(stranger, ids.getFirst())).isInstanceOf(ProblemException.class);
    }

    private Job submit(String script) {
        return jobs.submit(ada, ScriptedHandler.KIND, new Document("name", script));
    }

    private Job ended(Job job) {
        return await().until(
                        () -> jobs.find(caller, job.id()),
                        found -> found.status().ended());
    }
}
