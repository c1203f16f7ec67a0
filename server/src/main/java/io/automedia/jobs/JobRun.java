package io.automedia.jobs;

import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import io.automedia.shared.UserId;
import io.automedia.updates.Updates;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One attempt at a job, as its handler sees it. What is counted and complained about since the last
/// checkpoint is stored together with the next one, so that an attempt that goes on from there counts
/// nothing twice.
public final class JobRun {
    /// So many errors are kept with line and message; all are counted.
    public static final int ERRORS_KEPT = 1_000;

    private static final int LONGEST_MESSAGE = 300;
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(500);

    private final Job job;
    private final JobRepository repository;
    private final Updates updates;
    private final JobsProperties properties;
    private final Clock clock;
    private final Path folder;
    private final JobFiles files;

    private final Map<String, Long> counts;
    private final List<JobError> newErrors = new ArrayList<>();
    private int errorsStored;
    private long errorCount;
    private Stand committed;
    private @Nullable Document checkpoint;
    private JobProgress progress;
    private Instant nextWrite;
    private boolean news;
    private boolean gotFurther;
    private volatile boolean makesFile;
    private volatile boolean cancelRequested;
    private volatile boolean stopping;
    private volatile boolean stopSeen;
    private volatile boolean lost;

    /// What is true as of the last checkpoint and not stored yet.
    private record Stand(Map<String, Long> counts, long errorCount, int newErrors, boolean stored) {}

    JobRun(
            Job job,
            JobRepository repository,
            Updates updates,
            JobsProperties properties,
            Clock clock,
            Path folder,
            JobFiles files) {
        this.job = job;
        this.repository = repository;
        this.updates = updates;
        this.properties = properties;
        this.clock = clock;
        this.folder = folder;
        this.files = files;
        this.counts = new HashMap<>(job.counts());
        this.errorCount = job.errorCount();
        this.committed = new Stand(job.counts(), job.errorCount(), 0, true);
        this.checkpoint = job.checkpoint();
        this.progress = job.progress();
        this.cancelRequested = job.cancelRequested();
        this.nextWrite = clock.instant();
    }

    /// The id of the job.
    public ObjectId id() {
        return job.id();
    }

    /// Whose job it is.
    public UserId owner() {
        return new UserId(job.userId());
    }

    /// Which kind of job it is.
    String kind() {
        return job.kind();
    }

    /// What was counted so far.
    synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /// What was asked for.
    public Document payload() {
        return job.payload();
    }

    /// Where its files lie, when it was submitted with some.
    public Path folder() {
        return folder;
    }

    /// Begins the file that the job makes for its owner, in place of what an earlier attempt began. It is whole when it
    /// is closed, and can be fetched for a day when the job is completed.
    ///
    /// @param name what it is called when it is saved
    /// @param type its media type
    public OutputStream file(String name, String type) {
        makesFile = true;
        return files.create(job.id(), name, type);
    }

    /// Where to go on; null is the beginning.
    public synchronized @Nullable Document checkpoint() {
        return checkpoint;
    }

    /// All up to here is done, with everything counted so far: a later attempt goes on from here. It is
    /// stored within half a second.
    public synchronized void checkpoint(Document place) {
        checkpoint = place;
        committed = new Stand(Map.copyOf(counts), errorCount, newErrors.size(), false);
        news = true;
        writeWhenDue();
    }

    /// Shows how far it is; at most two a second reach people, and the last one always does.
    public synchronized void progress(JobProgress now) {
        progress = now;
        news = true;
        writeWhenDue();
    }

    /// Counts something, such as `created`.
    public synchronized void count(String name, long more) {
        counts.merge(name, more, Long::sum);
        news = true;
    }

    /// What it is and what it counted, for the log.
    synchronized String summary() {
        String counted = new TreeMap<>(counts)
                .entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
        return "The " + job.kind() + " job " + job.id() + (counted.isEmpty() ? "" : " (" + counted + ")");
    }

    /// What was counted so far, in former attempts too.
    public synchronized long counted(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /// Reports something in the input that can't be used. How often is for the handler to count.
    public synchronized void error(long line, String message) {
        errorCount++;
        if (job.errors().size() + newErrors.size() < ERRORS_KEPT) {
            boolean cut = message.length() > LONGEST_MESSAGE;
            newErrors.add(new JobError(line, cut ? message.substring(0, LONGEST_MESSAGE) + "…" : message));
        }
        news = true;
    }

    /// Whether to stop: its owner cancelled it, or this node is about to end or lost the job.
    public boolean isCancelled() {
        boolean stop = cancelRequested || stopping || lost;
        stopSeen |= stop;
        return stop;
    }

    private void writeWhenDue() {
        if (!clock.instant().isBefore(nextWrite)) {
            write();
        }
    }

    /// Gives a sign of life, with what is new.
    synchronized void beat() {
        if (!lost) {
            write();
        }
    }

    private void write() {
        Instant now = clock.instant();
        nextWrite = now.plus(BETWEEN_WRITES);
        Instant leaseEnd = now.plus(properties.lease());
        if (!news) {
            written(repository.hold(job, leaseEnd));
            return;
        }
        List<Bson> changes = new ArrayList<>();
        changes.add(set("dueAt", leaseEnd));
        changes.add(set("progress", progress));
        changes.add(set("shownCounts", new Document(counts)));
        changes.add(JobAnnouncement.of(job, JobStatus.RUNNING, progress, counts, null, now));
        if (!committed.stored()) {
            changes.addAll(commit());
        }
        change(changes);
        news = false;
        updates.hint();
    }

    private List<Bson> commit() {
        List<Bson> changes = new ArrayList<>();
        changes.add(set("checkpoint", checkpoint));
        changes.add(set("attempts", 1));
        gotFurther = true;
        changes.addAll(stand());
        return changes;
    }

    private List<Bson> stand() {
        List<Bson> changes = new ArrayList<>();
        changes.add(set("counts", new Document(committed.counts())));
        changes.add(set("errorCount", committed.errorCount()));
        if (committed.newErrors() > errorsStored) {
            changes.add(pushEach("errors", List.copyOf(newErrors.subList(errorsStored, committed.newErrors()))));
        }
        return changes;
    }

    private void change(List<Bson> changes) {
        written(repository.change(job, changes.toArray(Bson[]::new)));
        if (!committed.stored()) {
            errorsStored = committed.newErrors();
            committed = new Stand(committed.counts(), committed.errorCount(), errorsStored, true);
        }
    }

    /// @param now what the job is after a write; null when it is somebody else's
    private void written(@Nullable Job now) {
        if (now == null) {
            lost = true;
            throw new JobLost(job);
        }
        cancelRequested |= now.cancelRequested();
    }

    /// Asks the handler to stop because the owner cancelled the job.
    void requestCancel() {
        cancelRequested = true;
    }

    /// Asks the handler to stop because this node ends.
    void requestStop() {
        stopping = true;
    }

    /// What the handler's return means.
    JobStatus statusOnReturn() {
        if (!stopSeen) {
            return JobStatus.COMPLETED;
        }
        return cancelRequested ? JobStatus.CANCELLED : JobStatus.PENDING;
    }

    /// Ends the job for good.
    synchronized void end(JobStatus status, @Nullable String failure) {
        Instant now = clock.instant();
        committed = new Stand(Map.copyOf(counts), errorCount, newErrors.size(), false);
        JobProgress last = status == JobStatus.COMPLETED ? new JobProgress(1, progress.stage()) : progress;
        List<Bson> changes = new ArrayList<>(stand());
        if (makesFile) {
            changes.add(file(status));
        }
        changes.add(set("status", status));
        changes.add(set("progress", last));
        changes.add(set("shownCounts", new Document(counts)));
        changes.add(set("finishedAt", now));
        changes.add(failure == null ? unset("failure") : set("failure", failure));
        changes.add(unset("dueAt"));
        changes.add(unset("lease"));
        changes.add(JobAnnouncement.of(job, status, last, counts, failure, now));
        change(changes);
        lost = true;
        updates.hint();
    }

    private Bson file(JobStatus status) {
        JobFile made = status == JobStatus.COMPLETED ? files.find(job.id()) : null;
        if (made == null) {
            files.remove(job.id());
            return unset("file");
        }
        return set("file", made);
    }

    /// Gives the job back, to be begun again from its checkpoint.
    ///
    /// @param failure why the attempt failed; null when it was only interrupted and does not count
    synchronized void giveBack(Instant dueAt, @Nullable String failure) {
        List<Bson> changes = new ArrayList<>();
        if (!committed.stored()) {
            changes.addAll(commit());
        }
        changes.add(set("status", JobStatus.PENDING));
        changes.add(set("dueAt", dueAt));
        changes.add(unset("lease"));
        if (failure != null) {
            changes.add(set("failure", failure));
        } else if (committed.stored()) {
            changes.add(inc("attempts", -1));
        }
        change(changes);
        lost = true;
    }

    /// Whether another attempt may follow this one.
    synchronized boolean mayTryAgain() {
        return !committed.stored() || attempts() < properties.attempts();
    }

    /// How often it was begun since it last got further.
    synchronized int attempts() {
        return gotFurther ? 1 : job.attempts();
    }
}
