package io.automedia.web.gallery;

import io.automedia.web.chart.Chart;
import io.automedia.web.chart.ChartData;
import io.automedia.web.chart.Intervals;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.live.LivePage;
import io.automedia.web.page.Link;
import io.automedia.web.page.Mood;
import io.automedia.web.page.More;
import io.automedia.web.page.Nothing;
import io.automedia.web.page.Option;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.SentimentMark;
import io.automedia.web.page.Visit;
import io.automedia.web.post.Pieces;
import io.automedia.web.post.PostCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// View models by hand: every state that a page has, without a store behind it.
record GalleryPages(Visit visit) {
    private static final List<String> NAMES =
            List.of("Rotterdam Bike Desk", "阿梨骑车上班", "Ines Vandaele", "Nadia Okonjo", "The Gear Ledger");
    private static final List<String> TEXTS = List.of(
            "Kivro says it is recalling chargers, not batteries, for C2 bikes sold between March and August. Check the"
                    + " serial under the bottom bracket: https://example.com/recall #ChargerRecall",
            "刚收到奇沃的召回短信，换的是充电器不是电池。客服说七个工作日内寄出，在那之前别过夜充电。#充电安全 #城市骑行",
            "The shop got the recall notice before customers did. Fourteen chargers in the back room, no shipping labels.",
            "Anyone else’s Kivro app refusing to recognise the replacement charger? @kivro stops with E-31.",
            "Kivro recalls 11,200 chargers in six countries after overheating reports");

    PostCard card(int number, boolean busy) {
        String platform = FilterBars.PLATFORMS.get(number % FilterBars.PLATFORMS.size());
        int at = number % NAMES.size();
        String sentiment = FilterBars.SENTIMENTS.get(number % 3);
        return new PostCard(
                "65a4f1d2c3b4a5968778695" + number % 10,
                PlatformMark.of(platform, visit.words()),
                NAMES.get(at),
                "@"
                        + List.of("rbikedesk", "ali_rides", "ines", "nadia.okonjo", "gearledger")
                                .get(at),
                List.of("RB", "阿", "IV", "NO", "TG").get(at),
                number % 2 == 0,
                visit.formats().moment(visit.formats().now().minus(Duration.ofMinutes(number * 7L))),
                number == 2 ? Pieces.of(TEXTS.get(at), List.of(new Pieces.Hit(18, 24))) : Pieces.of(TEXTS.get(at)),
                true,
                at == 1 ? "zh" : "en",
                at == 1 ? "中文" : null,
                number == 3 ? "1 picture or video · A charger with a browned plug" : null,
                busy ? null : SentimentMark.of(sentiment, number / 10.0 - 0.3, visit.words(), visit.formats()),
                busy,
                List.of(
                        new PostCard.Counter("heart", visit.formats().compact(212L * number), "212 likes"),
                        new PostCard.Counter("repeat", "147", "147 reposts"),
                        new PostCard.Counter("message-circle", "31", "31 replies")),
                number == 1 ? List.of("follow up", "recall") : List.of(),
                number == 4,
                number == 4
                        ? List.of()
                        : List.of(new PostCard.Matched(
                                "65a4f1d2c3b4a59687786950", "Battery safety", "0.94", "Matched by: recalling")),
                false);
    }

    LivePage live(boolean empty) {
        Intervals intervals = Intervals.before(
                visit.formats().now(),
                Duration.ofHours(6),
                Duration.ofMinutes(10),
                6,
                visit.formats().zone());
        Filters filters = Filters.of("/", Map.of("platform", List.of("twitter", "rss")), Set.of("platform", "range"));
        Map<String, String> topics = Map.of("65a4f1d2c3b4a59687786950", "Battery safety");
        return new LivePage(
                false,
                List.of(
                        new Option("1 h", "/?range=1h", false),
                        new Option("6 h", "/?range=6h", true),
                        new Option("24 h", "/?range=24h", false),
                        new Option("7 d", "/?range=7d", false)),
                new FilterBars(visit, filters, topics)
                        .bar(
                                List.of("platform", "sentiment", "language", "type", "topic"),
                                List.of(),
                                Set.of("range"),
                                List.of()),
                empty
                        ? new LivePage.Quiet(
                                "No posts in the last 6 hours.",
                                "The newest post is from 3 May.",
                                "/?until=2026",
                                "Show that time")
                        : null,
                empty
                        ? List.of(new Link("No posts in the last 6 hours.", null))
                        : List.of(
                                new Link("1,636 posts", "/explore"),
                                new Link(" in the last 6 hours, 58 % more than the 6 hours before. ", null),
                                new Link("#ChargerRecall", "/explore?hashtags=chargerrecall"),
                                new Link(" leads the hashtags with 642 posts. ", null),
                                new Link("26 % negative", "/?sentiment=negative"),
                                new Link(" of what has a mood, before 16 %.", null)),
                new LivePage.Figure(empty ? "0" : "1,636", empty ? null : "+58 % than before"),
                volume(intervals, empty),
                FilterBars.PLATFORMS.reversed().stream()
                        .map(key -> new LivePage.LegendEntry(
                                PlatformMark.of(key, visit.words()),
                                "/?platform=" + key,
                                true,
                                key.equals("rss"),
                                "149",
                                key + ": 149 posts"))
                        .toList(),
                "per 10 min, Berlin time",
                new LivePage.Figure(empty ? "–" : "+10", "net"),
                mood(intervals, empty),
                FilterBars.SENTIMENTS.stream()
                        .map(key -> new LivePage.MoodEntry(
                                key, visit.words().of("sentiment." + key), "/?sentiment=" + key, "36 %"))
                        .toList(),
                "in the last 6 hours",
                empty
                        ? List.of()
                        : IntStream.rangeClosed(1, 8)
                                .mapToObj(i -> new LivePage.HashtagRow(
                                        i, "#ChargerRecall" + i, "/explore?hashtags=x", 64 / i, "642", "642 posts"))
                                .toList(),
                empty
                        ? List.of()
                        : IntStream.rangeClosed(1, 6)
                                .mapToObj(i -> new LivePage.TopicRow(
                                        "Battery safety " + i,
                                        "/topics/x",
                                        Mood.of(i, 3, 6 - i, visit.words(), visit.formats()),
                                        i < 4,
                                        "+" + i,
                                        "3 matches"))
                                .toList(),
                empty
                        ? List.of()
                        : IntStream.range(0, 10).mapToObj(i -> card(i, i == 0)).toList(),
                empty ? null : new More("/live/more?after=x", "/explore?after=x"),
                new Nothing(
                        "plug-connected",
                        "No posts yet",
                        "Follow a feed, or import a file.",
                        List.of(
                                new Nothing.Action("Follow a feed", "/platforms"),
                                new Nothing.Action("Import a file", "/jobs"))),
                "/explore?platform=twitter");
    }

    private Chart volume(Intervals intervals, boolean empty) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        List<ChartData.Series> series = new ArrayList<>();
        for (String key : FilterBars.PLATFORMS) {
            series.add(new ChartData.Series(
                    key,
                    visit.words().of("platform." + key),
                    key,
                    "am-p-" + key,
                    values(intervals.count(), random, empty),
                    "/?platform=" + key));
        }
        return chart("Posts by platform", intervals, series);
    }

    private Chart mood(Intervals intervals, boolean empty) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
        return chart(
                "Sentiment",
                intervals,
                FilterBars.SENTIMENTS.stream()
                        .map(key -> new ChartData.Series(
                                key,
                                visit.words().of("sentiment." + key),
                                key,
                                "am-s-" + key,
                                values(intervals.count(), random, empty),
                                "/?sentiment=" + key))
                        .toList());
    }

    private Chart chart(String name, Intervals intervals, List<ChartData.Series> series) {
        return new Chart(
                name,
                name + ": 1,636 in all.",
                new ChartData(
                        intervals.labels(visit.formats()),
                        intervals.spans(visit.formats()),
                        intervals.starts(),
                        intervals.labelEvery(),
                        intervals.labelOffset(),
                        true,
                        "Posts",
                        "Net",
                        "Time",
                        "No posts in this time.",
                        series));
    }

    private static List<Long> values(int count, RandomGenerator random, boolean empty) {
        return LongStream.range(0, count)
                .map(i -> empty ? 0 : 20 + random.nextLong(30))
                .boxed()
                .toList();
    }

    static Instant now() {
        return Instant.parse("2026-11-20T13:34:00Z");
    }

    static @Nullable String nothing() {
        return null;
    }
}
