package io.automedia.trends;

import io.automedia.content.LivePosts;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.updates.PendingUpdate;
import io.automedia.updates.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Counts the trends again and again, on one node at a time, keeps them, and tells people when something
/// new is among the first ten: those who have posts about it.
@Component
@EnableConfigurationProperties(TrendsProperties.class)
final class TrendBoard implements DisposableBean {
    private static final int FIRST = 10;
    private static final int MOST_TOLD = 1_000;

    /// Between two counts lies this many times what one takes, at least.
    private static final int REST = 20;

    private final TrendRepository repository;
    private final TrendKeys keys;
    private final LivePosts posts;
    private final Updates updates;
    private final Clock clock;
    private final TrendCounter counter;
    private final LeasedLoop loop;
    private Instant dueAt = Instant.EPOCH;

    TrendBoard(
            TrendRepository repository,
            TrendKeys keys,
            LivePosts posts,
            Updates updates,
            Leases leases,
            TrendsProperties properties,
            Clock clock) {
        this.repository = repository;
        this.keys = keys;
        this.posts = posts;
        this.updates = updates;
        this.clock = clock;
        this.counter = new TrendCounter(posts, properties.minAuthors());
        this.loop = LeasedLoop.start(leases, "trends", properties.every(), this::countWhenDue);
    }

    /// However much is published, counting leaves most of the time to everything else.
    private boolean countWhenDue() {
        Instant begun = clock.instant();
        if (!begun.isBefore(dueAt)) {
            count();
            dueAt = begun.plus(Duration.between(begun, clock.instant()).multipliedBy(REST));
        }
        return false;
    }

    /// Counts now.
    void count() {
        Instant now = clock.instant();
        Map<String, List<Trending.Counted>> counted = counter.count(now);
        counted.forEach((place, trends) -> put(place, trends, now));
        for (String place : repository.outOfDate(now)) {
            if (!counted.containsKey(place)) {
                put(place, List.of(), now);
            }
        }
    }

    private void put(String place, List<Trending.Counted> counted, Instant now) {
        TrendList list = new TrendList(
                place, now, counted.stream().map(Trending.Counted::trending).toList());
        List<PendingUpdate> news = place.equals(TrendCounter.WORLDWIDE) ? news(counted, now) : List.of();
        repository.put(list, news);
        keys.put(list);
        if (!news.isEmpty()) {
            updates.hint();
        }
    }

    /// An announcement for each name that was not among the first before, to each person who has posts of it.
    private List<PendingUpdate> news(List<Trending.Counted> counted, Instant now) {
        TrendList before = repository.find(TrendCounter.WORLDWIDE);
        Set<String> known = before == null
                ? Set.of()
                : before.items().stream().limit(FIRST).map(Trending::name).collect(Collectors.toSet());
        List<PendingUpdate> news = new ArrayList<>();
        counted.stream()
                .limit(FIRST)
                .filter(one -> !known.contains(one.trending().name()))
                .forEach(one -> people(one).forEach(user -> news.add(announcement(one.trending(), user, now))));
        return news.subList(0, Math.min(news.size(), MOST_TOLD));
    }

    private Set<ObjectId> people(Trending.Counted one) {
        Set<ObjectId> people = new LinkedHashSet<>();
        posts.holders(one.some()).values().forEach(people::addAll);
        return people;
    }

    /// Within an hour a name is announced to a person once, however often it comes and goes.
    private static PendingUpdate announcement(Trending trending, ObjectId user, Instant now) {
        return new PendingUpdate(
                "trend:" + trending.name() + ":" + now.truncatedTo(ChronoUnit.HOURS),
                "trend:updated",
                user,
                new Document("location", TrendCounter.WORLDWIDE)
                        .append("name", trending.name())
                        .append("score", trending.score())
                        .append("change", trending.change()),
                now);
    }

    @Override
    public void destroy() {
        loop.close();
    }
}
