package io.automedia.topics;

import io.automedia.standingqueries.Match;
import io.automedia.standingqueries.StandingQueries;
import io.automedia.standingqueries.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.ObjectId;

/// All active topics of all people in memory. Safe for any number of threads.
final class StandingTopics {
    private final StandingQueries queries = new StandingQueries();
    private final Map<ObjectId, Long> numbers = new ConcurrentHashMap<>();
    private final Map<Long, Owner> owners = new ConcurrentHashMap<>();
    private long lastNumber;

    /// Whose topic a query is.
    record Owner(ObjectId topicId, ObjectId userId, boolean collects) {}

    /// A topic that matched a text.
    record Found(Owner owner, Match match) {}

    /// Holds the topic as it is now, or forgets it when it is switched off.
    synchronized void put(Topic topic) {
        if (!topic.isActive()) {
            remove(topic.id());
            return;
        }
        long number = numbers.computeIfAbsent(topic.id(), id -> ++lastNumber);
        owners.put(
                number, new Owner(topic.id(), topic.userId(), topic.settings().autoCollect()));
        queries.put(TopicQuery.of(number, topic.draft()));
    }

    synchronized void remove(ObjectId topicId) {
        Long number = numbers.remove(topicId);
        if (number != null) {
            queries.remove(number);
            owners.remove(number);
        }
    }

    List<Found> match(Text text) {
        return queries.match(text).stream()
                .flatMap(match ->
                        Optional.ofNullable(owners.get(match.queryId())).map(owner -> new Found(owner, match)).stream())
                .toList();
    }

    int size() {
        return queries.size();
    }
}
