package io.automedia.jobs;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.updates.Updates;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Work that is done later, by whichever node has time.
@Component
@EnableConfigurationProperties(JobsProperties.class)
public final class Jobs {
    private final JobRepository repository;
    private final JobFolders folders;
    private final JobFiles files;
    private final JobWorkers workers;
    private final Access access;
    private final Updates updates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Jobs(
            JobRepository repository,
            JobFolders folders,
            JobFiles files,
            JobWorkers workers,
            Access access,
            Updates updates,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.folders = folders;
        this.files = files;
        this.workers = workers;
        this.access = access;
        this.updates = updates;
        this.events = events;
        this.clock = clock;
    }

    /// Writes down a job; it is begun as soon as a worker is free.
    ///
    /// @param kind which [JobHandler] does it
    /// @param payload what to do; a field `name` is shown to people
    public Job submit(UserId owner, String kind, Document payload) {
        return submit(Job.pending(new ObjectId(), owner.value(), kind, payload, null, clock.instant()));
    }

    /// A folder of its own for a job to come: put files there, then submit the job with it.
    public JobFolder newFolder() {
        return folders.create();
    }

    /// Writes down a job that works on files. It is done by this node, where they lie.
    public Job submit(UserId owner, String kind, Document payload, JobFolder folder) {
        return submit(Job.pending(folder.id(), owner.value(), kind, payload, folders.node(), clock.instant()));
    }

    private Job submit(Job job) {
        repository.insert(job);
        workers.hint();
        return job;
    }

    /// Removes a folder for which no job was submitted after all.
    public void discard(JobFolder folder) {
        folders.remove(folder.id());
    }

    /// One job of the caller.
    public Job find(Caller caller, ObjectId id) {
        return access.own(caller, repository.find(id), "job");
    }

    /// The file that a job of the caller made.
    ///
    /// @param content to be closed by whoever reads it
    public record Download(JobFile file, InputStream content) {}

    /// Opens the file that a job of the caller made, once it is written down that he fetches it.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`) also when it is a day old
    public Download download(Caller caller, ObjectId id) {
        Job job = find(caller, id);
        JobFile file = job.file();
        if (file == null || !clock.instant().isBefore(file.expiresAt())) {
            throw Problem.notFound("file").exception();
        }
        // first: what fails here would leave what is open behind
        events.publishEvent(new FileFetched(access.requirePerson(caller), id, job.kind()));
        return new Download(file, files.open(id));
    }

    /// The caller's jobs without their errors, the newest first.
    public Page<Job> list(Caller caller, @Nullable JobStatus status, @Nullable String kind, PageRequest page) {
        return repository.list(access.requirePerson(caller).value(), status, kind, page);
    }

    /// Stops a job; what it has done stays. One that has ended stays as it is.
    public Job cancel(Caller caller, ObjectId id) {
        Job job = find(caller, id);
        Instant now = clock.instant();
        Job cancelled = repository.cancel(
                id,
                combine(
                        set("status", JobStatus.CANCELLED),
                        set("cancelRequested", true),
                        set("finishedAt", now),
                        unset("dueAt"),
                        JobAnnouncement.of(job, JobStatus.CANCELLED, job.progress(), job.counts(), null, now)));
        if (cancelled == null) {
            return find(caller, id);
        }
        if (cancelled.status().ended()) {
            folders.remove(id);
        }
        workers.cancelHere(id);
        updates.hint();
        return cancelled;
    }
}
