package io.automedia.trends;

import io.automedia.content.LivePosts;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import io.automedia.updates.PendingUpdate;
import io.automedia.updates.Updates;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Counts the trends again and again, on one node at a time, keeps them, and tells people when something
/// new is among the first ten: those who have posts about it.
@Component
@EnableConfigurationProperties(TrendsProperties.class)
final class TrendBoard implements RunsLoop {
    private static final int FIRST = 10;
    private static final int MOST_TOLD = 1_000;
    private static final int POSTS_AT_ONCE = 1_000;

    private final TrendRepository repository;
    private final TrendKeys keys;
    private final LivePosts posts;
    private final Updates updates;
    private final Clock clock;
    private final TrendCounter counter;
    private final LeasedLoop loop;
    private final Pace pace;

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
        this.pace = new Pace(clock);
        this.counter = new TrendCounter(posts, properties.minAuthors());
        this.loop = new LeasedLoop(leases, "trends", properties.every(), () -> {
            pace.run(this::count);
            return false;
        });
    }

    /// Counts now. One count after the other: what an earlier one found never takes the place of what a
    /// later one did.
    synchronized void count() {
        Instant now = clock.instant();
        Map<String, List<Trending>> counted = counter.count(now);
        counted.forEach((place, trends) -> put(place, trends, now));
        for (String place : repository.outOfDate(now)) {
            if (!counted.containsKey(place)) {
                put(place, List.of(), now);
            }
        }
    }

    private void put(String place, List<Trending> counted, Instant now) {
        TrendList list = new TrendList(place, now, counted);
        List<PendingUpdate> news = place.equals(TrendCounter.WORLDWIDE) ? news(counted, now) : List.of();
        repository.put(list, news);
        keys.put(list);
        if (!news.isEmpty()) {
            updates.hint();
        }
    }

    /// An announcement for each name that was not among the first before, to each person who has posts
    /// of it; no more than 1,000 at once.
    private List<PendingUpdate> news(List<Trending> counted, Instant now) {
        TrendList before = repository.find(TrendCounter.WORLDWIDE);
        Set<String> known = before == null
                ? Set.of()
                : before.items().stream().limit(FIRST).map(Trending::name).collect(Collectors.toSet());
        List<Trending> risen = counted.stream()
                .limit(FIRST)
                .filter(one -> !known.contains(one.name()))
                .toList();
        if (risen.isEmpty()) {
            return List.of();
        }
        Map<String, List<ObjectId>> about = postsAbout(risen, now);
        return risen.stream()
                .flatMap(one -> people(about.getOrDefault(one.name(), List.of())).stream()
                        .map(user -> announcement(one, user, now)))
                .limit(MOST_TOLD)
                .toList();
    }

    /// The posts of the last hour that name each of these.
    private Map<String, List<ObjectId>> postsAbout(List<Trending> risen, Instant now) {
        Map<String, List<ObjectId>> about = new HashMap<>();
        risen.forEach(one -> about.put(one.name(), new ArrayList<>()));
        posts.scan(
                now.minus(Score.WINDOW),
                now.plusMillis(1),
                post -> post.hashtags().forEach(name -> {
                    List<ObjectId> ids = about.get(name);
                    if (ids != null) {
                        ids.add(post.id());
                    }
                }));
        return about;
    }

    private Set<ObjectId> people(List<ObjectId> postIds) {
        Set<ObjectId> people = new LinkedHashSet<>();
        for (int i = 0; i < postIds.size() && people.size() < MOST_TOLD; i += POSTS_AT_ONCE) {
            posts.holders(postIds.subList(i, Math.min(i + POSTS_AT_ONCE, postIds.size())))
                    .values()
                    .forEach(people::addAll);
        }
        return people;
    }

    /// In each hour of the clock a name is announced to a person once, however often it comes and goes.
    private static PendingUpdate announcement(Trending trending, ObjectId user, Instant now) {
        return new PendingUpdate(
                "trend:" + trending.name() + ":" + now.truncatedTo(ChronoUnit.HOURS) + ":" + user,
                "trend:updated",
                user,
                new Document("location", TrendCounter.WORLDWIDE)
                        .append("name", trending.name())
                        .append("score", trending.score())
                        .append("change", trending.change()),
                now);
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
