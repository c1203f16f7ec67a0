package io.automedia.web.job;

import io.automedia.jobs.Job;
import io.automedia.jobs.JobStatus;
import io.automedia.jobs.Jobs;
import io.automedia.shared.PageRequest;
import io.automedia.web.page.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of imports.
@Component
final class JobsPages {
    private static final int SHOWN = 30;
    private static final int ERRORS_SHOWN = 200;

    private final Jobs jobs;

    JobsPages(Jobs jobs) {
        this.jobs = jobs;
    }

    /// The page; the errors of jobs in `open` are unfolded.
    JobsPage page(Visit visit, Set<String> open) {
        return new JobsPage(jobs.list(visit.caller(), null, null, PageRequest.first(SHOWN)).items().stream()
                .map(job -> row(visit, whole(visit, job), open.contains(job.id().toHexString())))
                .toList());
    }

    /// Lists leave errors out, so jobs that have some are fetched whole.
    private Job whole(Visit visit, Job job) {
        return job.errorCount() == 0 ? job : jobs.find(visit.caller(), job.id());
    }

    private JobsPage.Row row(Visit visit, Job job, boolean open) {
        Look look = Look.of(job);
        int percent = (int) Math.floor(job.progress().fraction() * 100);
        return new JobsPage.Row(
                job.id().toHexString(),
                name(visit, job),
                look == Look.RUNNING ? running(visit, job) : visit.words().of("jobs.state." + look.key),
                look.tone,
                look.icon,
                visit.formats().moment(job.createdAt()),
                !job.status().ended(),
                percent,
                counts(visit, job),
                job.failure(),
                errorsTitle(visit, job),
                job.errors().stream()
                        .limit(ERRORS_SHOWN)
                        .map(error -> new JobsPage.Line(
                                error.line() == 0 ? "–" : visit.formats().number(error.line()), error.message()))
                        .toList(),
                open);
    }

    private static String name(Visit visit, Job job) {
        String kind = visit.words().named("jobs.kind.", job.kind());
        Object name = job.payload().get("name");
        Object topic = job.payload().get("topicName");
        if (name != null) {
            return kind + ": " + name;
        }
        return topic == null ? kind : kind + ": " + topic;
    }

    private static String running(Visit visit, Job job) {
        return job.progress().fraction() > 0
                ? visit.formats().percent(job.progress().fraction())
                : visit.words().of("jobs.state.running.unknown");
    }

    private static String counts(Visit visit, Job job) {
        List<String> said = new ArrayList<>();
        if (job.shownCounts().containsKey("read")) {
            said.add(visit.words()
                    .of(
                            "jobs.counts",
                            count(visit, job, "read"),
                            count(visit, job, "created"),
                            count(visit, job, "updated"),
                            count(visit, job, "unchanged"),
                            count(visit, job, "rejected")));
        } else {
            job.shownCounts().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(entry -> said.add(visit.words().named("jobs.count.", entry.getKey()) + " "
                            + visit.formats().number(entry.getValue())));
        }
        pace(visit, job, said);
        return String.join(" · ", said);
    }

    private static String count(Visit visit, Job job, String name) {
        return visit.formats().number(job.shownCounts().getOrDefault(name, 0L));
    }

    private static void pace(Visit visit, Job job, List<String> said) {
        Instant started = job.startedAt();
        if (started == null) {
            return;
        }
        Instant end = job.finishedAt() == null ? visit.formats().now() : job.finishedAt();
        double seconds = Math.max(0.001, Duration.between(started, end).toMillis() / 1_000.0);
        long read = job.shownCounts().getOrDefault("read", 0L);
        if (read > 0) {
            said.add(visit.words().of("jobs.rate", visit.formats().compact(Math.round(read / seconds))));
        }
        double done = job.progress().fraction();
        if (job.status() == JobStatus.RUNNING && done > 0.01) {
            Duration left = Duration.ofSeconds(Math.round(seconds / done * (1 - done)));
            said.add(visit.words().of("jobs.left", visit.formats().duration(left)));
        }
    }

    private static String errorsTitle(Visit visit, Job job) {
        String all = visit.words().of("jobs.errors", visit.formats().number(job.errorCount()), job.errorCount());
        int listed = Math.min(ERRORS_SHOWN, job.errors().size());
        return job.errorCount() > listed
                ? visit.words().of("jobs.errors.first", all, visit.formats().number(listed))
                : all;
    }

    private enum Look {
        QUEUED("queued", "off", "clock"),
        RUNNING("running", "off", null),
        DONE("done", "ok", "circle-check"),
        PARTIAL("partial", "warn", "alert-triangle"),
        FAILED("failed", "error", "circle-x"),
        CANCELLED("cancelled", "off", "ban");

        private final String key;
        private final String tone;
        private final @Nullable String icon;

        Look(String key, String tone, @Nullable String icon) {
            this.key = key;
            this.tone = tone;
            this.icon = icon;
        }

        static Look of(Job job) {
            return switch (job.status()) {
                case PENDING -> QUEUED;
                case RUNNING -> RUNNING;
                case COMPLETED -> job.errorCount() > 0 ? PARTIAL : DONE;
                case FAILED, DEAD -> FAILED;
                case CANCELLED -> CANCELLED;
            };
        }
    }
}
