package io.automedia.topics;

import io.automedia.access.Caller;
import io.automedia.cache.Cache;
import io.automedia.cache.Cached;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.content.LibraryItem;
import io.automedia.content.LibraryPost;
import io.automedia.content.MarksChanged;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.ObjectId;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Keeps `topics.statistics`: a topic that matched something is summed up as long after it as its owner
/// said (`settings.updateFrequency`), what it finds first at once, and again as often while it has a trend. Who
/// looks at it meanwhile gets what is true then. When a topic is due is in the store, and one node at a time sums
/// up; the numbers come from the marks in the owner's library, so counting twice does no harm.
@Component
class TopicTallies implements RunsLoop {
    private static final int NEWEST = 100;
    private static final int MOST_COUNTED = 1_000_000;
    private static final int AT_ONCE = 200;
    private static final int MOST_UP_TO_DATE = 100;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(5);

    /// What changes is told; only the days that the numbers are about move on by themselves.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TopicRepository repository;
    private final ContentLibrary library;
    private final Cache cache;
    private final Clock clock;
    private final LeasedLoop loop;
    private final Set<ObjectId> touched = ConcurrentHashMap.newKeySet();

    TopicTallies(TopicRepository repository, ContentLibrary library, Cache cache, Clock clock, Leases leases) {
        this.loop = new LeasedLoop(leases, "topic-statistics", IDLE, this::sumUpDue);
        this.repository = repository;
        this.library = library;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }

    /// The topic's marks have changed.
    void touched(ObjectId topicId) {
        touched.add(topicId);
    }

    /// Posts that topics mark came, changed or went.
    @EventListener
    void marksChanged(MarksChanged marks) {
        touched.addAll(marks.topicIds());
    }

    @Scheduled(fixedDelay = 3_000)
    void noteChanges() {
        List<ObjectId> ids = touched.stream().limit(AT_ONCE).toList();
        for (ObjectId id : ids) {
            // also after it: somebody may ask between the two
            cache.forget(id.toHexString());
            touched.remove(id);
            cache.forget(id.toHexString());
            repository.find(id).ifPresent(this::noteChange);
        }
    }

    private void noteChange(Topic topic) {
        Instant now = clock.instant();
        boolean isFirst = topic.statistics().contentCount() == 0;
        repository.changed(topic.id(), now, isFirst ? now : now.plus(frequency(topic.settings())));
        if (isFirst) {
            loop.hint();
        }
    }

    /// Sums up the topics whose time it is. One that another program has spoilt, or during which this node dies, is
    /// tried again later.
    ///
    /// @return whether there may be more
    boolean sumUpDue() {
        List<ObjectId> due = repository.due(clock.instant(), AT_ONCE);
        for (ObjectId id : due) {
            repository.putOff(id, clock.instant().plus(UNTIL_TRIED_AGAIN));
            repository.find(id).ifPresent(this::sumUp);
        }
        return due.size() == AT_ONCE;
    }

    /// A topic with a trend is due again without a new post: the trend fades.
    private void sumUp(Topic topic) {
        Topic.Statistics found = count(topic);
        repository.setStatistics(topic, found, found.trendingScore() > 0 ? nextTime(topic) : null);
    }

    private Instant nextTime(Topic topic) {
        return clock.instant().plus(frequency(topic.settings()));
    }

    /// What another program wrote that says nothing is as in a new topic.
    private static Duration frequency(Topic.Settings settings) {
        String written = TopicDraft.FREQUENCIES.contains(settings.updateFrequency())
                ? settings.updateFrequency()
                : Topic.Settings.DEFAULT.updateFrequency();
        return Duration.parse((written.endsWith("d") ? "P" : "PT") + written.toUpperCase(Locale.ROOT));
    }

    /// The topics as they are now; of more than 100 that wait to be summed up, the rest as it was last time.
    List<Topic> upToDate(List<Topic> found) {
        List<Topic> all = new ArrayList<>();
        int waiting = 0;
        for (Topic topic : found) {
            boolean waits = topic.statisticsChangedAt() != null || touched.contains(topic.id());
            all.add(waits && waiting++ < MOST_UP_TO_DATE ? topic.with(current(topic)) : topic);
        }
        return all;
    }

    /// How many posts a person has.
    long librarySize(UserId owner) {
        return library.count(actingFor(owner.value()), ContentQuery.all(), MOST_COUNTED);
    }

    /// The statistics of a topic as of now, or of a minute ago when nothing that it marks has changed since; what
    /// changes on another node is known some seconds later.
    Topic.Statistics current(Topic topic) {
        String owner = topic.id().toHexString();
        if (touched.contains(topic.id())) {
            cache.forget(owner);
        }
        return cache.get(new Cached<>(owner, "topic", "statistics", Topic.Statistics.class, FRESH), () -> count(topic));
    }

    private Topic.Statistics count(Topic topic) {
        Caller owner = actingFor(topic.userId());
        Instant now = clock.instant();
        long count = library.count(owner, ContentQuery.ofTopic(topic.id()), MOST_COUNTED);
        if (count == 0) {
            return Topic.Statistics.NONE;
        }
        List<LibraryPost> newest = library.find(owner, ContentQuery.ofTopic(topic.id()), PageRequest.first(NEWEST))
                .items();
        double lastDay = count(owner, topic.id(), now.minus(DAY), now);
        double daysBefore = count(owner, topic.id(), now.minus(DAY.multipliedBy(8)), now.minus(DAY)) / 7.0;
        return new Topic.Statistics(
                count,
                newest.stream()
                        .map(post -> post.item().collectedAt())
                        .max(Instant::compareTo)
                        .orElse(null),
                averageEngagement(newest),
                lastDay + daysBefore == 0 ? 0 : lastDay / (lastDay + daysBefore),
                averageRelevance(newest, topic.id()));
    }

    private double count(Caller owner, ObjectId topicId, Instant from, Instant to) {
        return library.count(
                owner,
                ContentQuery.of(Map.of(
                        "topic", List.of(topicId.toHexString()),
                        "dateFrom", List.of(from.toString()),
                        "dateTo", List.of(to.toString()))),
                MOST_COUNTED);
    }

    private static Map<String, Double> averageEngagement(List<LibraryPost> posts) {
        Map<String, double[]> sums = new HashMap<>();
        for (LibraryPost post : posts) {
            post.content().metadata().engagement().forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(name, unseen -> new double[2]);
                sum[0] += value;
                sum[1]++;
            });
        }
        Map<String, Double> means = new HashMap<>();
        sums.forEach((name, sum) -> means.put(name, Math.round(sum[0] / sum[1] * 10) / 10.0));
        return means;
    }

    private static double averageRelevance(List<LibraryPost> posts, ObjectId topicId) {
        return posts.stream()
                .flatMap(post -> post.item().topics().stream())
                .filter(mark -> mark.topicId().equals(topicId))
                .mapToDouble(LibraryItem.Marked::relevanceScore)
                .average()
                .orElse(0);
    }

    /// The program counts for the owner what the owner may see.
    private static Caller actingFor(ObjectId owner) {
        return new Caller.Person(new UserId(owner), Caller.Person.USER, owner);
    }
}
