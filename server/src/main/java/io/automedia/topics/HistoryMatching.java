package io.automedia.topics;

import io.automedia.content.LibraryItem;
import io.automedia.content.LibraryPost;
import io.automedia.content.TopicMarks;
import io.automedia.content.TopicMatch;
import io.automedia.jobs.JobHandler;
import io.automedia.jobs.JobProgress;
import io.automedia.jobs.JobRun;
import io.automedia.shared.UserId;
import io.automedia.standingqueries.Match;
import io.automedia.standingqueries.StandingQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Matches one topic against its owner's whole library, silently: after it was made, changed, switched off or deleted.
/// Repeating it
/// changes nothing more, so it simply begins again after a crash. A topic that changes meanwhile has a job of its own.
@Component
final class HistoryMatching implements JobHandler {
    static final String KIND = "topic-matching";

    private static final int BATCH = 500;
    private static final long NUMBER = 1;

    private final TopicRepository repository;
    private final TopicMarks marks;
    private final TopicTallies tallies;

    HistoryMatching(TopicRepository repository, TopicMarks marks, TopicTallies tallies) {
        this.repository = repository;
        this.marks = marks;
        this.tallies = tallies;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        ObjectId topicId = run.payload().getObjectId("topicId");
        Topic topic = repository.find(topicId).orElse(null);
        if (topic == null || !topic.isActive()) {
            marks.forget(run.owner(), topicId);
        } else {
            walk(run, topic);
        }
        tallies.touched(topicId);
    }

    private void walk(JobRun run, Topic topic) {
        StandingQueries queries = new StandingQueries();
        queries.put(TopicQuery.of(NUMBER, topic.draft()));
        long all = Math.max(1, tallies.librarySize(run.owner()));
        LibraryPost last = null;
        List<LibraryPost> batch = marks.walk(run.owner(), null, null, BATCH);
        while (!batch.isEmpty() && !run.isCancelled() && isCurrent(topic)) {
            markBatch(run, topic.id(), queries, batch);
            run.progress(JobProgress.of(run.counted("read"), all));
            last = batch.getLast();
            batch = marks.walk(run.owner(), last, null, BATCH);
        }
    }

    private boolean isCurrent(Topic topic) {
        return repository
                .find(topic.id())
                .filter(now -> now.version() == topic.version())
                .isPresent();
    }

    private void markBatch(JobRun run, ObjectId topicId, StandingQueries queries, List<LibraryPost> batch) {
        UserId owner = run.owner();
        Map<ObjectId, TopicMatch> toMark = new HashMap<>();
        List<ObjectId> toUnmark = new ArrayList<>();
        long matched = 0;
        for (LibraryPost post : batch) {
            List<Match> found = queries.match(TopicQuery.text(post.content()));
            LibraryItem.Marked mark = markOf(post.item(), topicId);
            if (found.isEmpty()) {
                if (mark != null) {
                    toUnmark.add(post.content().id());
                }
                continue;
            }
            matched++;
            TopicMatch match = TopicMatcher.topicMatch(owner.value(), topicId, found.getFirst());
            if (mark == null
                    || mark.relevanceScore() != match.relevance()
                    || !mark.terms().equals(match.terms())) {
                toMark.put(post.content().id(), match);
            }
        }
        marks.mark(owner, toMark);
        marks.unmark(owner, topicId, toUnmark);
        run.count("read", batch.size());
        run.count("matched", matched);
    }

    private static LibraryItem.@Nullable Marked markOf(LibraryItem item, ObjectId topicId) {
        return item.topics().stream()
                .filter(mark -> mark.topicId().equals(topicId))
                .findFirst()
                .orElse(null);
    }
}
