package io.automedia.topics;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.jobs.Jobs;
import io.automedia.shared.Etag;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// People's standing questions: the front door.
@Component
public final class Topics {
    private static final int MOST_TOPICS = 1_000;
    private static final int ATTEMPTS = 5;

    private final TopicRepository repository;
    private final TopicWatch watch;
    private final TopicTallies tallies;
    private final Access access;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Topics(
            TopicRepository repository,
            TopicWatch watch,
            TopicTallies tallies,
            Access access,
            Jobs jobs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.watch = watch;
        this.tallies = tallies;
        this.access = access;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /// Keeps a new topic. Posts that arrive from now on are matched at once, the owner's library in the
    /// background.
    ///
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when he has one of that name
    public Topic create(Caller caller, TopicDraft draft) {
        UserId owner = access.requirePerson(caller);
        if (repository.ofUser(owner.value()).size() >= MOST_TOPICS) {
            throw new Problem.Conflict("You have " + MOST_TOPICS + " topics, the most there can be: delete one first.")
                    .exception();
        }
        Instant now = clock.instant();
        Topic topic = new Topic(
                new ObjectId(),
                owner.value(),
                draft.name(),
                draft.description(),
                draft.keywords(),
                draft.weight(),
                draft.category(),
                draft.isActive(),
                draft.settings(),
                Topic.Statistics.NONE,
                null,
                null,
                draft.filters(),
                List.of(),
                now,
                now,
                now,
                0);
        repository.insert(topic);
        watch.changed(topic);
        matchHistory(topic);
        events.publishEvent(new TopicCreated(owner, topic.id(), topic.name()));
        return topic;
    }

    /// One of the caller's topics.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public Topic get(Caller caller, ObjectId id) {
        return access.own(caller, repository.find(id).orElse(null), "topic");
    }

    /// The caller's topics, most important first.
    public List<Topic> list(Caller caller) {
        return repository.ofUser(access.requirePerson(caller).value());
    }

    /// The same topics with what they found until now, also where it is yet to be summed up; of more than 100
    /// of those, the first.
    public List<Topic> upToDate(List<Topic> found) {
        return tallies.upToDate(found);
    }

    /// Changes a topic, when it still has the version that the caller demands.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Conflict`)
    public Topic change(Caller caller, ObjectId id, TopicRequest request, OptionalLong demanded) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Topic topic = get(caller, id);
            Etag.require(demanded, topic.version());
            TopicDraft draft = request.over(topic.draft());
            Topic changed = topic.with(draft, clock.instant());
            if (repository.change(topic, changed)) {
                watch.changed(changed);
                if (!draft.matchesLike(topic.draft())) {
                    matchHistory(changed);
                }
                return changed;
            }
        }
        throw new Problem.Conflict("The topic is being changed by somebody else: try again.").exception();
    }

    /// Deletes a topic; its marks on posts go in the background.
    ///
    /// @param demanded the version that it must have; empty for any
    public void delete(Caller caller, ObjectId id, OptionalLong demanded) {
        Topic topic = get(caller, id);
        Etag.require(demanded, topic.version());
        repository.delete(topic, clock.instant());
        watch.removed(id);
        events.publishEvent(new TopicDeleted(new UserId(topic.userId()), id, topic.name()));
        jobs.submit(
                new UserId(topic.userId()),
                HistoryMatching.KIND,
                new Document("topicId", topic.id()).append("topicName", topic.name()));
    }

    private void matchHistory(Topic topic) {
        jobs.submit(
                new UserId(topic.userId()),
                HistoryMatching.KIND,
                new Document("topicId", topic.id()).append("topicName", topic.name()));
    }
}
