package io.automedia.content.exporting;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.content.ContentQuery;
import io.automedia.jobs.Job;
import io.automedia.jobs.Jobs;
import io.automedia.shared.Faults;
import io.automedia.shared.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Writes posts into files: the front door of exports.
@Component
public final class Exports {
    private static final String ARCHIVED = "archived";

    private final Jobs jobs;
    private final Access access;
    private final ApplicationEventPublisher events;

    Exports(Jobs jobs, Access access, ApplicationEventPublisher events) {
        this.events = events;
        this.jobs = jobs;
        this.access = access;
    }

    /// Submits a job that writes the caller's posts into a file, to be fetched from the job.
    ///
    /// @param filters parameters of [ContentQuery], each a value or a list of values; without `archived`,
    /// archived posts come after the others
    /// @param format jsonl or csv
    /// @throws io.automedia.shared.ProblemException (`Invalid`)
    public Job submit(Caller caller, Map<String, @Nullable Object> filters, String format) {
        UserId owner = access.requirePerson(caller);
        Faults faults = new Faults();
        faults.unless(format.equals("jsonl") || format.equals("csv"), "format", "must be jsonl or csv");
        Document kept = new Document();
        filters.forEach((name, value) -> {
            faults.unless(ContentQuery.PARAMETERS.contains(name), "filters." + name, "is not a filter of posts");
            if (value != null) {
                kept.append(name, texts(name, value, faults));
            }
        });
        faults.tried(() -> queries(kept));
        faults.raise();
        Job job = jobs.submit(
                owner,
                ExportHandler.KIND,
                new Document("name", "posts." + format).append("format", format).append("filters", kept));
        events.publishEvent(new ExportRequested(owner, job.id(), format));
        return job;
    }

    private static List<String> texts(String name, Object value, Faults faults) {
        List<String> texts = new ArrayList<>();
        for (Object one : value instanceof List<?> several ? several : List.of(value)) {
            switch (one) {
                case String text -> texts.add(text);
                case Number number -> texts.add(number.toString());
                case Boolean truth -> texts.add(truth.toString());
                case null, default -> faults.add("filters." + name, "must be a value or a list of values");
            }
        }
        return texts;
    }

    /// What is to be written, one after the other: a list shows archived posts apart, a copy of a library has
    /// them all.
    static List<ContentQuery> queries(Document filters) {
        Map<String, List<String>> parameters = new HashMap<>();
        filters.keySet().forEach(name -> parameters.put(name, filters.getList(name, String.class)));
        ContentQuery asked = ContentQuery.of(parameters);
        if (parameters.containsKey(ARCHIVED)) {
            return List.of(asked);
        }
        parameters.put(ARCHIVED, List.of("true"));
        return List.of(asked, ContentQuery.of(parameters));
    }
}
