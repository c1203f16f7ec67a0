package io.automedia.trends;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.cache.Cache;
import io.automedia.cache.Cached;
import io.automedia.content.LivePosts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is talked about more than usual: the front door.
///
/// Who may learn what: counted is only what everybody could read where it was published, and a name is told
/// only when several authors use it. Still, that somebody here collects posts about something is his own
/// affair. So a person is told of the names alone that are in posts of his own library of the last hour,
/// with how many those are; score and change are of all that is counted. Where the instance shares what is
/// publicly readable (`automedia.content.sharing=instance`) all names are told to all.
@Component
public final class Trends {
    /// The place of everything.
    public static final String WORLDWIDE = TrendCounter.WORLDWIDE;

    private static final Duration FRESH = Duration.ofSeconds(10);

    /// What was counted so long ago is no trend any more.
    private static final Duration OVER = Duration.ofHours(1);

    private final TrendRepository repository;
    private final LivePosts posts;
    private final Cache cache;
    private final Access access;
    private final Clock clock;

    Trends(TrendRepository repository, LivePosts posts, Cache cache, Access access, Clock clock) {
        this.repository = repository;
        this.posts = posts;
        this.cache = cache;
        this.access = access;
        this.clock = clock;
    }

    /// As it is kept in the cache.
    record Told(List<Trend> trends) {
        Told {
            trends = List.copyOf(trends);
        }
    }

    /// The highest trends of a place that the caller may know of. A place that nobody writes from has none.
    ///
    /// @param location a place in any spelling of its letters, or [#WORLDWIDE]
    public List<Trend> list(Caller caller, String location, int limit) {
        String owner = access.requirePerson(caller).toString();
        String place = TrendCounter.place(location);
        return place == null
                ? List.of()
                : told(caller, owner, place).stream().limit(limit).toList();
    }

    private List<Trend> told(Caller caller, String owner, String place) {
        TrendList list = current(place);
        return list == null
                ? List.of()
                : cache.get(
                                new Cached<>(owner, "trends", place, Told.class, FRESH),
                                () -> new Told(told(caller, list.items())))
                        .trends();
    }

    private List<Trend> told(Caller caller, List<Trending> all) {
        Map<String, Long> counts = posts.areShared() ? countsOf(all) : own(caller, all);
        return all.stream()
                .filter(one -> counts.containsKey(one.name()))
                .map(one -> new Trend(one.name(), one.score(), counts.getOrDefault(one.name(), 0L), one.change()))
                .toList();
    }

    private static Map<String, Long> countsOf(List<Trending> all) {
        return all.stream().collect(Collectors.toMap(Trending::name, Trending::posts));
    }

    private Map<String, Long> own(Caller caller, List<Trending> all) {
        return posts.own(
                caller,
                all.stream().map(Trending::name).toList(),
                clock.instant().minus(Score.WINDOW));
    }

    private @Nullable TrendList current(String place) {
        TrendList list = repository.find(place);
        return list == null || list.items().isEmpty() || list.at().plus(OVER).isBefore(clock.instant()) ? null : list;
    }
}
