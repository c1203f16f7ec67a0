package io.automedia.jobs;

import io.automedia.shared.ProblemException;
import io.automedia.updates.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Does this node's share of the jobs.
@Component
final class JobWorkers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobWorkers.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(4);
    private static final int BEATS_PER_LEASE = 6;

    private final JobRepository repository;
    private final JobFolders folders;
    private final JobFiles files;
    private final JobsProperties properties;
    private final Updates updates;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ObjectProvider<JobHandler> beans;
    private final Map<ObjectId, JobRun> running = new ConcurrentHashMap<>();
    private final Semaphore hints = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open;

    JobWorkers(
            JobRepository repository,
            JobFolders folders,
            JobFiles files,
            JobsProperties properties,
            Updates updates,
            ApplicationEventPublisher events,
            Clock clock,
            ObjectProvider<JobHandler> beans) {
        this.repository = repository;
        this.folders = folders;
        this.files = files;
        this.properties = properties;
        this.updates = updates;
        this.events = events;
        this.clock = clock;
        this.beans = beans;
    }

    @Override
    public void start() {
        open = true;
        Map<String, JobHandler> handlers =
                beans.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
        folders.sweep(repository);
        for (int i = 1; i <= properties.workers(); i++) {
            threads.add(Thread.ofPlatform().daemon().name("jobs-" + i).start(() -> work(handlers)));
        }
        threads.add(Thread.ofVirtual().name("jobs-beat").start(this::beat));
    }

    /// There may be a job to do.
    void hint() {
        hints.release();
    }

    /// Stops a job at once when it runs here.
    void cancelHere(ObjectId id) {
        JobRun run = running.get(id);
        if (run != null) {
            run.requestCancel();
        }
    }

    private void work(Map<String, JobHandler> handlers) {
        String node = folders.node();
        while (open) {
            try {
                Instant now = clock.instant();
                Job job = repository.claim(handlers.keySet(), node, now, now.plus(properties.lease()));
                if (job == null) {
                    rest(IDLE);
                } else {
                    attempt(job, handlers);
                }
            } catch (InterruptedException ended) {
                break;
            } catch (RuntimeException storeIsAway) {
                log.warn("Looking for jobs failed and is tried again: {}", storeIsAway.toString());
                pause();
            }
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (hints.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            hints.drainPermits();
        }
    }

    private void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException ended) {
            open = false;
        }
    }

    private void attempt(Job job, Map<String, JobHandler> handlers) {
        JobRun run = new JobRun(job, repository, updates, properties, clock, folders.of(job.id()), files);
        running.put(job.id(), run);
        try {
            run(job, run, handlers.get(job.kind()));
        } catch (JobLost lost) {
            log.info("{}", lost.getMessage());
        } finally {
            running.remove(job.id(), run);
        }
    }

    private void run(Job job, JobRun run, @Nullable JobHandler handler) {
        if (job.attempts() > properties.attempts() || handler == null) {
            end(run, JobStatus.DEAD, "It was begun " + (job.attempts() - 1) + " times and never got further.");
            return;
        }
        try {
            if (!run.isCancelled()) {
                log.info("{} {}", run.summary(), run.checkpoint() == null ? "starts" : "goes on");
                handler.run(run);
            }
            returned(run);
        } catch (JobLost lost) {
            throw lost;
        } catch (ProblemException problem) {
            end(run, JobStatus.FAILED, problem.problem().detail());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            run.giveBack(clock.instant(), null);
        } catch (Exception failure) {
            failed(job, run, failure);
        }
    }

    private void returned(JobRun run) {
        JobStatus status = run.statusOnReturn();
        if (status == JobStatus.PENDING) {
            run.giveBack(clock.instant(), null);
        } else {
            end(run, status, null);
        }
    }

    private void failed(Job job, JobRun run, Exception failure) {
        if (!open) {
            run.giveBack(clock.instant(), null);
        } else if (run.mayTryAgain()) {
            log.warn("The {} job {} failed and is tried again", job.kind(), job.id(), failure);
            run.giveBack(clock.instant().plus(properties.backoff(run.attempts())), reason(failure));
        } else {
            log.error("The {} job {} failed for the last time", job.kind(), job.id(), failure);
            end(run, JobStatus.DEAD, reason(failure));
        }
    }

    private void end(JobRun run, JobStatus status, @Nullable String failure) {
        run.end(status, failure);
        log.info("{} {}{}", run.summary(), ended(status), failure == null ? "" : ": " + failure);
        folders.remove(run.id());
        // what has no name is work of the program itself
        if (run.payload().get("name") instanceof String name) {
            events.publishEvent(new JobEnded(run.owner(), run.id(), run.kind(), name, status, run.counts()));
        }
    }

    private static String ended(JobStatus status) {
        return switch (status) {
            case COMPLETED -> "is completed";
            case CANCELLED -> "is cancelled";
            case FAILED, DEAD -> "failed";
            case PENDING, RUNNING -> "goes on later";
        };
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void beat() {
        while (open) {
            try {
                Thread.sleep(properties.lease().dividedBy(BEATS_PER_LEASE));
                running.values().forEach(this::beat);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void beat(JobRun run) {
        try {
            run.beat();
        } catch (JobLost lost) {
            log.info("{}", lost.getMessage());
        } catch (RuntimeException storeIsAway) {
            log.warn("A job could not give a sign of life: {}", storeIsAway.toString());
        }
    }

    @Override
    public void stop() {
        open = false;
        running.values().forEach(JobRun::requestStop);
        hints.release(properties.workers());
        try {
            for (Thread thread : threads) {
                if (!thread.isVirtual() && !thread.join(END)) {
                    thread.interrupt();
                    thread.join(END);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
