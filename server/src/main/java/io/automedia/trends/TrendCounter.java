package io.automedia.trends;

import io.automedia.content.LivePosts;
import io.automedia.content.LivePosts.LivePost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts what is talked about, from the posts. The hours of the day before, which don't change any more,
/// it remembers; who counts for the first time, also after another node did, reads them again.
final class TrendCounter {
    /// The place of everything.
    static final String WORLDWIDE = "worldwide";

    static final int MOST_NAMES = 100;
    private static final int MOST_PLACES = 50;
    private static final int LONGEST_PLACE = 80;
    private static final int REMEMBERED_AN_HOUR = 10_000;
    private static final int BASELINE_HOURS = 24;
    private static final Duration HOUR = Duration.ofHours(1);

    private final LivePosts posts;
    private final int minAuthors;
    private final TreeMap<Long, Map<Name, Integer>> hours = new TreeMap<>();

    private record Name(String place, String name) {}

    /// What was written of a name in the last two hours.
    private static final class Talk {
        private final Map<String, Instant> now = new HashMap<>();
        private final Set<String> before = new HashSet<>();
        private long posts;

        void add(LivePost post, boolean isNow) {
            if (!isNow) {
                before.add(post.author());
                return;
            }
            posts++;
            now.merge(post.author(), post.publishedAt(), (one, other) -> one.isAfter(other) ? one : other);
        }

        @Nullable
        Double change() {
            return before.isEmpty() ? null : rounded((double) now.size() / before.size() - 1);
        }
    }

    TrendCounter(LivePosts posts, int minAuthors) {
        this.posts = posts;
        this.minAuthors = minAuthors;
    }

    /// What trends at each place, highest score first. Places and names are as many as there is room for.
    synchronized Map<String, List<Trending>> count(Instant now) {
        rememberHours(now);
        Map<Name, Talk> talks = talks(now);
        Map<String, List<Trending>> byPlace = new HashMap<>();
        talks.forEach((name, talk) -> {
            double score = Score.of(
                    talk.now.values().stream()
                            .mapToDouble(at -> Score.weight(Duration.between(at, now)))
                            .sum(),
                    authorsAnHour(name, now));
            if (talk.now.size() >= minAuthors && score > 0) {
                byPlace.computeIfAbsent(name.place(), place -> new ArrayList<>())
                        .add(new Trending(name.name(), rounded(score), talk.posts, talk.now.size(), talk.change()));
            }
        });
        return byPlace.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Trending>> place) ->
                                place.getKey().equals(WORLDWIDE)
                                        ? Integer.MIN_VALUE
                                        : -place.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_PLACES)
                .collect(Collectors.toMap(Map.Entry::getKey, place -> highest(place.getValue())));
    }

    private static List<Trending> highest(List<Trending> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble((Trending one) -> -one.score())
                        .thenComparing(Trending::name))
                .limit(MOST_NAMES)
                .toList();
    }

    private Map<Name, Talk> talks(Instant now) {
        Map<Name, Talk> talks = new HashMap<>();
        Instant begin = now.minus(Score.WINDOW);
        posts.scan(begin.minus(Score.WINDOW), now.plusMillis(1), post -> {
            boolean isNow = !post.publishedAt().isBefore(begin);
            names(post)
                    .forEach(name ->
                            talks.computeIfAbsent(name, unheard -> new Talk()).add(post, isNow));
        });
        return talks;
    }

    /// Reads the hours of the day before the last hour that are not known yet, and forgets those that are
    /// too long ago.
    private void rememberHours(Instant now) {
        long end = firstHourOfPresent(now);
        long begin = end - BASELINE_HOURS;
        hours.headMap(begin).clear();
        hours.tailMap(end).clear();
        for (long hour = begin; hour < end; hour++) {
            hours.computeIfAbsent(hour, this::authorsOf);
        }
    }

    /// The hours before this one are over and lie before the last hour.
    private static long firstHourOfPresent(Instant now) {
        return Math.floorDiv(now.minus(Score.WINDOW).getEpochSecond(), HOUR.toSeconds());
    }

    private Map<Name, Integer> authorsOf(long hour) {
        Map<Name, Set<String>> authors = new HashMap<>();
        Instant begin = Instant.ofEpochSecond(hour * HOUR.toSeconds());
        posts.scan(
                begin,
                begin.plus(HOUR),
                post -> names(post)
                        .forEach(name -> authors.computeIfAbsent(name, unheard -> new HashSet<>())
                                .add(post.author())));
        return authors.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .limit(REMEMBERED_AN_HOUR)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    /// The mean over the hours since posts are known, so that a young instance does not take everything for
    /// new.
    private double authorsAnHour(Name name, Instant now) {
        Long first = hours.entrySet().stream()
                .filter(hour -> !hour.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (first == null) {
            return 0;
        }
        long authors = hours.values().stream()
                .mapToLong(hour -> hour.getOrDefault(name, 0))
                .sum();
        return (double) authors / (firstHourOfPresent(now) - first);
    }

    private static List<Name> names(LivePost post) {
        List<Name> names = new ArrayList<>();
        String place = place(post.place());
        for (String hashtag : post.hashtags()) {
            names.add(new Name(WORLDWIDE, hashtag));
            if (place != null && !place.equals(WORLDWIDE)) {
                names.add(new Name(place, hashtag));
            }
        }
        return names;
    }

    /// A place as it is asked for: in small letters, without what keys have a meaning for.
    static @Nullable String place(@Nullable String written) {
        String place =
                written == null ? "" : written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s:]+", " ");
        return place.isEmpty() || place.length() > LONGEST_PLACE ? null : place;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
