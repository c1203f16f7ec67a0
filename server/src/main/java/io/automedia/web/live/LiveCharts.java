package io.automedia.web.live;

import io.automedia.content.Volume;
import io.automedia.web.chart.Chart;
import io.automedia.web.chart.ChartData;
import io.automedia.web.chart.ChartData.Series;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Draws a window: posts by platform, and their mood, over time.
record LiveCharts(Visit visit, Filters filters, LiveWindow window, Volume volume) {
    Chart volumeChart() {
        List<Series> series = new ArrayList<>();
        for (String platform : PlatformMark.COLOURED) {
            if (volume.platforms().getOrDefault(platform, 0L) > 0) {
                series.add(series(
                        platform,
                        visit.words().named("platform.", platform),
                        platform,
                        "am-p-" + platform,
                        bucket -> bucket.platforms().getOrDefault(platform, 0L),
                        filters.toggled("platform", platform).href()));
            }
        }
        List<String> others = volume.platforms().keySet().stream()
                .filter(platform -> !PlatformMark.COLOURED.contains(platform))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            series.add(series(
                    "other",
                    others.size() == 1
                            ? visit.words().named("platform.", others.getFirst())
                            : visit.words().of("chart.others"),
                    "other",
                    "am-p-other",
                    bucket -> others.stream()
                            .mapToLong(platform -> bucket.platforms().getOrDefault(platform, 0L))
                            .sum(),
                    null));
        }
        String posts = visit.words().of("count.posts", visit.formats().number(volume.posts()), volume.posts());
        return chart(
                visit.words().of("live.volume"),
                visit.words().of("live.volume.says", window.said(visit), posts),
                series);
    }

    Chart moodChart(List<LivePage.MoodEntry> moods) {
        List<Series> series = FilterBars.SENTIMENTS.stream()
                .map(label -> series(
                        label,
                        visit.words().of("sentiment." + label),
                        label,
                        "am-s-" + label,
                        bucket -> bucket.sentiments().getOrDefault(label, 0L),
                        filters.toggled("sentiment", label).href()))
                .toList();
        String shares = String.join(
                ", ",
                moods.stream().map(mood -> mood.name() + " " + mood.share()).toList());
        return chart(
                visit.words().of("live.mood"), visit.words().of("live.mood.says", window.said(visit), shares), series);
    }

    private Series series(
            String key,
            String name,
            String token,
            String mark,
            ToLongFunction<Volume.Bucket> count,
            @Nullable String href) {
        Map<java.time.Instant, Volume.Bucket> buckets = volume.buckets().stream()
                .collect(java.util.stream.Collectors.toMap(Volume.Bucket::start, Function.identity()));
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < window.intervals().count(); i++) {
            Volume.Bucket bucket = buckets.get(window.intervals().start(i));
            values.add(bucket == null ? 0 : count.applyAsLong(bucket));
        }
        return new Series(key, name, token, mark, values, href);
    }

    private Chart chart(String name, String says, List<Series> series) {
        return new Chart(
                name,
                says,
                new ChartData(
                        window.intervals().labels(visit.formats()),
                        window.intervals().spans(visit.formats()),
                        window.intervals().starts(),
                        window.intervals().labelEvery(),
                        window.intervals().labelOffset(),
                        !window.isPast(),
                        visit.words().of("chart.posts"),
                        visit.words().of("chart.net"),
                        visit.words().of("chart.time"),
                        visit.words().of("chart.empty"),
                        series));
    }
}
