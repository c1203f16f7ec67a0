package io.automedia.topics;

import io.automedia.shared.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Keeps this node's topics in memory equal to those in the store: reads all of them at start, then what other nodes
/// changed or removed
/// since. What this node changes itself is there at once.
@Component
final class TopicWatch {
    private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);
    private static final int BATCH = 500;
    /// Clocks of other nodes may be behind ours by this much.
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final TopicRepository repository;
    private final Clock clock;
    private final StandingTopics topics = new StandingTopics();
    private final Map<ObjectId, Long> seen = new ConcurrentHashMap<>();
    private final Set<ObjectId> removed = ConcurrentHashMap.newKeySet();
    private Instant lookedAt;

    TopicWatch(TopicRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        this.lookedAt = clock.instant();
        repository.forEach(this::changed);
    }

    StandingTopics topics() {
        return topics;
    }

    /// The topic is like this now; an older state than the one held is ignored.
    void changed(Topic topic) {
        seen.compute(topic.id(), (id, version) -> {
            if (removed.contains(id) || (version != null && version >= topic.version())) {
                return version;
            }
            hold(topic);
            return topic.version();
        });
    }

    /// One that another program has spoilt matches nothing, and keeps no other from being held.
    private void hold(Topic topic) {
        try {
            topics.put(topic);
        } catch (ProblemException spoilt) {
            topics.remove(topic.id());
            log.warn("The topic {} can't match anything: {}", topic.id(), spoilt.getMessage());
        }
    }

    /// The topic is gone.
    void removed(ObjectId topicId) {
        removed.add(topicId);
        seen.remove(topicId);
        topics.remove(topicId);
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        Instant since = lookedAt.minus(OVERLAP);
        lookedAt = clock.instant();
        Instant moment = since;
        ObjectId last = new ObjectId(new byte[12]);
        List<Topic> batch;
        do {
            batch = repository.changedAfter(moment, last, BATCH);
            batch.forEach(this::changed);
            if (!batch.isEmpty()) {
                moment = batch.getLast().updatedAt();
                last = batch.getLast().id();
            }
        } while (batch.size() == BATCH);
        repository.removedSince(since).forEach(this::removed);
    }
}
