package io.automedia.web.live;

import io.automedia.content.Volume;
import io.automedia.topics.Topic;
import io.automedia.trends.Trend;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.page.Mood;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.Visit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Says the numbers of a window beside its charts: legends, hashtags, topics.
///
/// @param platforms posts by platform, also of platforms that the filters leave out
record LiveFigures(Visit visit, Filters filters, Volume now, Volume before, Map<String, Long> platforms) {
    /// How many hashtags and topics are shown.
    static final int RANKS = 10;

    private static final int BAR = 64;

    LivePage.Figure volume() {
        return new LivePage.Figure(number(now.posts()), change());
    }

    /// How much more or less than before; null when there is nothing to compare with.
    private @Nullable String change() {
        if (before.posts() == 0 || now.posts() == 0) {
            return null;
        }
        long percent = Math.round((double) (now.posts() - before.posts()) / before.posts() * 100);
        return visit.words()
                .of(
                        "live.figure.before",
                        visit.words().of("number.percent", visit.formats().signed(percent)));
    }

    LivePage.Figure mood() {
        long known = known(now);
        return new LivePage.Figure(
                known == 0
                        ? "–"
                        : visit.formats().signed(Math.round(100.0 * (of("positive") - of("negative")) / known)),
                visit.words().of("live.figure.net"));
    }

    List<LivePage.MoodEntry> moods() {
        long known = known(now);
        return FilterBars.SENTIMENTS.stream()
                .map(label -> new LivePage.MoodEntry(
                        label,
                        visit.words().of("sentiment." + label),
                        filters.toggled("sentiment", label).href(),
                        known == 0 ? "–" : visit.formats().percent((double) of(label) / known)))
                .toList();
    }

    /// Posts of a window whose mood is known.
    static long known(Volume volume) {
        return volume.sentiments().values().stream().mapToLong(Long::longValue).sum();
    }

    private long of(String sentiment) {
        return now.sentiments().getOrDefault(sentiment, 0L);
    }

    /// The platforms that have posts or are chosen, the top of the stack first.
    List<LivePage.LegendEntry> legend() {
        return Stream.concat(platforms.keySet().stream(), filters.all("platform").stream())
                .distinct()
                .sorted(Comparator.comparingInt(PlatformMark::rank)
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .map(this::legendEntry)
                .toList();
    }

    private LivePage.LegendEntry legendEntry(String platform) {
        long posts = platforms.getOrDefault(platform, 0L);
        PlatformMark mark = PlatformMark.of(platform, visit.words());
        boolean chosen = filters.has("platform", platform);
        return new LivePage.LegendEntry(
                mark,
                filters.toggled("platform", platform).href(),
                chosen || filters.all("platform").isEmpty(),
                chosen,
                visit.formats().compact(posts),
                visit.words().of("live.legend.says", mark.name(), posts(posts)));
    }

    /// What the window has most of.
    LivePage.Hashtags mostUsedHashtags(LiveWindow window) {
        List<Volume.Named> top = now.hashtags().stream().limit(RANKS).toList();
        long most = top.stream().mapToLong(Volume.Named::posts).max().orElse(1);
        return new LivePage.Hashtags(
                visit.words().of("live.hashtags.used"),
                window.said(visit),
                IntStream.range(0, top.size())
                        .mapToObj(i -> new LivePage.HashtagRow(
                                i + 1,
                                "#" + top.get(i).name(),
                                explore(top.get(i).name()),
                                (int) Math.max(1, BAR * top.get(i).posts() / most),
                                null,
                                null,
                                visit.formats().compact(top.get(i).posts()),
                                posts(top.get(i).posts())))
                        .toList());
    }

    /// What is talked about more than usual, whatever the window.
    LivePage.Hashtags trendingHashtags(List<Trend> trends) {
        return new LivePage.Hashtags(
                visit.words().of("live.hashtags"),
                visit.words().of("live.in.1h"),
                IntStream.range(0, trends.size())
                        .mapToObj(i -> new LivePage.HashtagRow(
                                i + 1,
                                "#" + trends.get(i).name(),
                                explore(trends.get(i).name()),
                                null,
                                change(trends.get(i)),
                                visit.words().of("live.hashtags.against"),
                                visit.formats().compact(trends.get(i).posts()),
                                posts(trends.get(i).posts())))
                        .toList());
    }

    private String change(Trend trend) {
        Double change = trend.change();
        return change == null
                ? visit.words().of("live.hashtags.new")
                : visit.words().of("number.percent", visit.formats().signed(Math.round(change * 100)));
    }

    private static String explore(String hashtag) {
        return new Filters("/explore", Map.of("hashtags", List.of(hashtag))).href();
    }

    List<LivePage.TopicRow> topics(List<Topic> mine) {
        Map<ObjectId, Volume.OfTopic> counted =
                now.topics().stream().collect(Collectors.toMap(Volume.OfTopic::topicId, Function.identity()));
        return mine.stream()
                .filter(Topic::isActive)
                .sorted(Comparator.comparingLong((Topic topic) -> count(counted, topic))
                        .reversed()
                        .thenComparing(Topic::name))
                .limit(RANKS)
                .map(topic -> topicRow(topic, counted.get(topic.id())))
                .toList();
    }

    private static long count(Map<ObjectId, Volume.OfTopic> counted, Topic topic) {
        Volume.OfTopic found = counted.get(topic.id());
        return found == null ? 0 : found.posts();
    }

    private LivePage.TopicRow topicRow(Topic topic, Volume.@Nullable OfTopic found) {
        long posts = found == null ? 0 : found.posts();
        Map<String, Long> moods = found == null ? Map.of() : found.sentiments();
        return new LivePage.TopicRow(
                topic.name(),
                "/topics/" + topic.id().toHexString(),
                Mood.of(
                        moods.getOrDefault("positive", 0L),
                        moods.getOrDefault("neutral", 0L),
                        moods.getOrDefault("negative", 0L),
                        visit.words(),
                        visit.formats()),
                posts > 0,
                (posts > 0 ? "+" : "") + visit.formats().compact(posts),
                visit.words().of("live.topic.matches", posts(posts)));
    }

    String number(long value) {
        return visit.formats().number(value);
    }

    String posts(long value) {
        return visit.words().of("count.posts", number(value), value);
    }

    /// The first hashtag; null when there is none.
    Volume.@Nullable Named topHashtag() {
        return now.hashtags().isEmpty()
                ? null
                : Objects.requireNonNull(now.hashtags().getFirst());
    }
}
