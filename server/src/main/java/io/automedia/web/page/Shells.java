package io.automedia.web.page;

import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.jobs.JobStatus;
import io.automedia.jobs.Jobs;
import io.automedia.platforms.Sources;
import io.automedia.shared.PageRequest;
import io.automedia.topics.Topics;
import io.automedia.updates.Updates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Builds the frame around each page. The layout asks for it, so that pages which show an error have one too.
@Component("shells")
public final class Shells {
    private final Visits visits;
    private final Topics topics;
    private final Jobs jobs;
    private final Sources sources;
    private final Updates updates;
    private final MessageSource messages;
    private final boolean demo;

    Shells(
            Visits visits,
            Topics topics,
            Jobs jobs,
            Sources sources,
            Updates updates,
            MessageSource messages,
            @Value("${automedia.demo.enabled:false}") boolean demo) {
        this.visits = visits;
        this.topics = topics;
        this.jobs = jobs;
        this.sources = sources;
        this.updates = updates;
        this.messages = messages;
        this.demo = demo;
    }

    /// The frame for somebody who is signed in; `here` is the place that is open.
    public Shell frame(String here) {
        Viewer viewer = viewer();
        Words words = new Words(messages, viewer.locale());
        return CallerArgument.current() instanceof Caller.Person person
                ? new Shell(
                        viewer,
                        here,
                        places(person, words, new Formats(words, viewer.zone(), java.time.Instant.EPOCH)),
                        demo,
                        ShellWords.of(words),
                        updates.latestSeq(person.userId()),
                        Zones.offered(viewer.zone()),
                        viewer.platforms().stream()
                                .map(key -> PlatformMark.of(key, words))
                                .toList())
                : bare();
    }

    /// The frame without places.
    public Shell bare() {
        Viewer viewer = viewer();
        return new Shell(
                viewer,
                "",
                List.of(),
                demo,
                ShellWords.of(new Words(messages, viewer.locale())),
                0,
                List.of(),
                List.of());
    }

    private Viewer viewer() {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes) {
            return visits.viewer(attributes.getRequest());
        }
        throw new IllegalStateException("A page is written outside of a request");
    }

    private List<Shell.Place> places(Caller.Person person, Words words, Formats formats) {
        List<Shell.Place> places = new ArrayList<>();
        int topicCount = topics.list(person).size();
        places.add(new Shell.Place("live", "/", "activity", "see", null, ""));
        places.add(new Shell.Place("explore", "/explore", "search", "see", null, ""));
        places.add(new Shell.Place(
                "topics", "/topics", "target", "see", topicCount == 0 ? null : formats.number(topicCount), ""));
        long failing = sources.failing(person);
        places.add(new Shell.Place(
                "platforms",
                "/platforms",
                "plug-connected",
                "data",
                failing == 0 ? null : words.of("nav.toFix", formats.number(failing)),
                "warn"));
        places.add(new Shell.Place("jobs", "/jobs", "arrows-transfer-down", "data", running(person, formats), ""));
        return places;
    }

    private @Nullable String running(Caller.Person person, Formats formats) {
        return jobs.list(person, JobStatus.RUNNING, null, PageRequest.first(1)).items().stream()
                .findFirst()
                .map(job -> formats.percent(job.progress().fraction()))
                .orElse(null);
    }
}
