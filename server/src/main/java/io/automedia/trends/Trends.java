package io.automedia.trends;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.cache.Cache;
import io.automedia.cache.Cached;
import io.automedia.content.LivePosts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    private static final int MOST_COUNTED = 1_000;
    private static final Duration FRESH = Duration.ofSeconds(10);

    /// What was counted so long ago is no trend any more.
    private static final Duration OVER = Duration.ofHours(1);

    private final TrendRepository repository;
    private final TrendKeys keys;
    private final LivePosts posts;
    private final Cache cache;
    private final Access access;
    private final Clock clock;

    Trends(TrendRepository repository, TrendKeys keys, LivePosts posts, Cache cache, Access access, Clock clock) {
        this.repository = repository;
        this.keys = keys;
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
        List<Trending> all = ranked(place);
        return all.isEmpty()
                ? List.of()
                : cache.get(new Cached<>(owner, "trends", place, Told.class, FRESH), () -> new Told(told(caller, all)))
                        .trends();
    }

    private List<Trend> told(Caller caller, List<Trending> all) {
        Instant from = clock.instant().minus(Score.WINDOW);
        List<Trend> told = new ArrayList<>();
        for (Trending one : all) {
            long count = posts.areShared() ? one.posts() : posts.own(caller, one.name(), from, MOST_COUNTED);
            if (count > 0) {
                told.add(new Trend(one.name(), one.score(), count, one.change()));
            }
        }
        return told;
    }

    /// From Redis, joined with what only the document knows; from the document alone when Redis is away, or
    /// has lost the set, which is then made again.
    private List<Trending> ranked(String place) {
        TrendList list = current(place);
        if (list == null) {
            return List.of();
        }
        Optional<Map<String, Double>> scores = keys.read(place);
        if (scores.isEmpty() || scores.get().isEmpty()) {
            if (scores.isPresent()) {
                keys.put(list);
            }
            return list.items();
        }
        Map<String, Trending> known =
                list.items().stream().collect(Collectors.toMap(Trending::name, Function.identity()));
        return scores.get().keySet().stream()
                .filter(known::containsKey)
                .map(known::get)
                .toList();
    }

    private @Nullable TrendList current(String place) {
        TrendList list = repository.find(place);
        return list == null || list.items().isEmpty() || list.at().plus(OVER).isBefore(clock.instant()) ? null : list;
    }
}
