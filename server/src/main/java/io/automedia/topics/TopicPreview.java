package io.automedia.topics;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.content.LibraryPost;
import io.automedia.content.TopicMarks;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.standingqueries.Explanation;
import io.automedia.standingqueries.Filters;
import io.automedia.standingqueries.Match;
import io.automedia.standingqueries.Query;
import io.automedia.standingqueries.StandingQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Tries an unsaved topic on the posts that a person already has.
@Component
public final class TopicPreview {
    /// How many days back it looks when nobody says.
    public static final int DAYS = 7;

    static final int MOST_DAYS = 90;
    private static final int MOST_POSTS = 20_000;
    private static final int BATCH = 500;
    private static final int EXAMPLES = 10;
    private static final long WANTED = 1;
    private static final long WITHOUT_GATES = 2;

    private final TopicMarks marks;
    private final Access access;
    private final Clock clock;

    TopicPreview(TopicMarks marks, Access access, Clock clock) {
        this.marks = marks;
        this.access = access;
        this.clock = clock;
    }

    /// What the topic would have found.
    ///
    /// @param posts how many were looked at
    /// @param complete whether that were all; at most 20,000 are
    /// @param matched how many it would have found
    /// @param heldBack how many had a keyword but did not pass a filter
    /// @param perDay how many it would have found on each day (UTC) that had any
    /// @param examples the newest of the found
    /// @param heldBackExamples the newest of the held back
    public record Result(
            int days,
            int posts,
            boolean complete,
            int matched,
            int heldBack,
            Map<LocalDate, Integer> perDay,
            List<Example> examples,
            List<Example> heldBackExamples) {}

    /// A post, and why it matches or not.
    public record Example(LibraryPost post, Explanation explanation) {}

    /// Tries the draft on the caller's posts of the last days.
    public Result of(Caller caller, TopicDraft draft, int days) {
        checked(days);
        Run run = new Run(draft, access.requirePerson(caller), clock.instant().minus(Duration.ofDays(days)));
        run.walk();
        return run.result(days);
    }

    /// A number of days that it can look back.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`)
    static int checked(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("days", "must be between 1 and " + MOST_DAYS).exception();
        }
        return days;
    }

    private final class Run {
        private final UserId user;
        private final Instant from;
        private final Query query;
        private final StandingQueries queries = new StandingQueries();
        private final Map<LocalDate, Integer> perDay = new TreeMap<>();
        private final List<Example> examples = new ArrayList<>();
        private final List<Example> heldBackExamples = new ArrayList<>();
        private int posts;
        private int matched;
        private int heldBack;
        private boolean complete;

        Run(TopicDraft draft, UserId user, Instant from) {
            this.user = user;
            this.from = from;
            this.query = TopicQuery.of(WANTED, draft);
            queries.put(query);
            queries.put(new Query(WITHOUT_GATES, query.terms(), List.of(), Filters.NONE));
        }

        void walk() {
            List<LibraryPost> batch = marks.walk(user, null, from, BATCH);
            while (!batch.isEmpty() && posts < MOST_POSTS) {
                batch.forEach(this::look);
                posts += batch.size();
                batch = marks.walk(user, batch.getLast(), from, BATCH);
            }
            complete = batch.isEmpty();
        }

        private void look(LibraryPost post) {
            List<Match> found = queries.match(TopicQuery.text(post.content()));
            if (found.isEmpty()) {
                return;
            }
            if (found.stream().anyMatch(match -> match.queryId() == WANTED)) {
                matched++;
                perDay.merge(LocalDate.ofInstant(post.content().publishedAt(), ZoneOffset.UTC), 1, Integer::sum);
                keep(examples, post);
            } else {
                heldBack++;
                keep(heldBackExamples, post);
            }
        }

        private void keep(List<Example> kept, LibraryPost post) {
            if (kept.size() < EXAMPLES) {
                kept.add(new Example(post, queries.explain(query, TopicQuery.text(post.content()))));
            }
        }

        Result result(int days) {
            return new Result(days, posts, complete, matched, heldBack, perDay, examples, heldBackExamples);
        }
    }
}
