package io.automedia.updates;

import io.automedia.updates.UpdateRepository.EventName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Moves announcements from the documents that caused them to each person's sequence. It may die between
/// any two steps: the next one finds the announcement still waiting, sees by its key that it is published,
/// and takes it out. Two publishers at once, when a lease ran out unnoticed, are kept apart by the unique
/// numbers.
@Component
final class Publisher {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final int DOCUMENTS = 250;
    private static final Duration CLEANING = Duration.ofHours(1);
    private static final int REMEMBERED_USERS = 10_000;

    private final Outbox outbox;
    private final UpdateRepository repository;
    private final RecentUpdates recent;
    private final Arrivals arrivals;
    private final Clock clock;
    private final Map<ObjectId, Long> lastNumbers = new HashMap<>();
    private Instant cleanAt = Instant.EPOCH;

    Publisher(Outbox outbox, UpdateRepository repository, RecentUpdates recent, Arrivals arrivals, Clock clock) {
        this.outbox = outbox;
        this.repository = repository;
        this.recent = recent;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /// Publishes what waits.
    ///
    /// @return true when more may wait
    boolean publish() {
        clean();
        List<AnnouncingDocument> documents = outbox.waiting(DOCUMENTS);
        if (documents.isEmpty()) {
            return false;
        }
        Map<EventName, PendingUpdate> waiting = inOrder(documents);
        Map<EventName, Long> published = repository.published(waiting.keySet());
        waiting.keySet().removeAll(published.keySet());
        List<StoredUpdate> fresh = number(waiting);
        if (!fresh.isEmpty() && !repository.insert(fresh)) {
            log.debug("Another publisher was at work: once more");
            lastNumbers.clear();
            return true;
        }
        Map<ObjectId, Long> last = lastOf(fresh, published);
        fresh.forEach(update -> lastNumbers.put(update.userId(), update.seq()));
        repository.count(last);
        arrivals.tell(last);
        cache(fresh, published);
        outbox.remove(documents);
        return documents.size() >= DOCUMENTS;
    }

    private static Map<EventName, PendingUpdate> inOrder(List<AnnouncingDocument> documents) {
        Map<EventName, PendingUpdate> waiting = new LinkedHashMap<>();
        documents.stream()
                .flatMap(document -> document.pendingUpdates().stream())
                .sorted(Comparator.comparing(PendingUpdate::at))
                .forEachOrdered(update -> waiting.putIfAbsent(AnnouncingDocument.nameOf(update), update));
        return waiting;
    }

    private List<StoredUpdate> number(Map<EventName, PendingUpdate> waiting) {
        if (lastNumbers.size() > REMEMBERED_USERS) {
            lastNumbers.clear();
        }
        Instant now = clock.instant();
        Map<ObjectId, Long> numbers = new HashMap<>();
        List<StoredUpdate> numbered = new ArrayList<>(waiting.size());
        waiting.forEach((name, update) -> {
            ObjectId user = name.userId();
            long seq = numbers.computeIfAbsent(user, this::lastNumber) + 1;
            numbers.put(user, seq);
            numbered.add(new StoredUpdate(
                    new ObjectId(), user, seq, name.key(), update.type(), update.data(), update.at(), now));
        });
        return numbered;
    }

    private long lastNumber(ObjectId user) {
        Long known = lastNumbers.get(user);
        return known == null ? repository.latestSeq(user) : known;
    }

    private static Map<ObjectId, Long> lastOf(List<StoredUpdate> fresh, Map<EventName, Long> published) {
        Map<ObjectId, Long> last = new HashMap<>();
        published.forEach((name, seq) -> last.merge(name.userId(), seq, Math::max));
        fresh.forEach(update -> last.merge(update.userId(), update.seq(), Math::max));
        return last;
    }

    /// Where something had been published before, its former publisher may have died before it reached the
    /// cache.
    private void cache(List<StoredUpdate> fresh, Map<EventName, Long> published) {
        Map<ObjectId, List<StoredUpdate>> byUser = new LinkedHashMap<>();
        fresh.forEach(update -> byUser.computeIfAbsent(update.userId(), user -> new ArrayList<>())
                .add(update));
        published.keySet().forEach(name -> byUser.remove(name.userId()));
        recent.add(byUser);
        published.keySet().stream().map(EventName::userId).distinct().forEach(recent::rebuild);
    }

    private void clean() {
        Instant now = clock.instant();
        if (now.isAfter(cleanAt)) {
            cleanAt = now.plus(CLEANING);
            repository.removePublishedBefore(now.minus(UpdateRepository.KEPT));
        }
    }
}
