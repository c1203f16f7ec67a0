package io.automedia.web.settings;

import io.automedia.limits.UsageDay;
import io.automedia.web.chart.Chart;
import io.automedia.web.chart.ChartData;
import io.automedia.web.chart.ChartData.Series;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.Visit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Draws what somebody used day by day.
///
/// @param dates each day of UTC that is drawn, the oldest first
/// @param days those on which something happened
record UsageCharts(Visit visit, List<LocalDate> dates, List<UsageDay> days) {
    private static final UsageDay NOTHING = new UsageDay("", 0, 0, 0, Map.of());
    private static final int LABELS = 7;
    private static final String OTHER = "other";

    /// @param known days, of which some may be older
    static UsageCharts of(Visit visit, List<LocalDate> dates, List<UsageDay> known) {
        String first = dates.getFirst().toString();
        return new UsageCharts(
                visit,
                dates,
                known.stream().filter(day -> day.date().compareTo(first) >= 0).toList());
    }

    Chart posts() {
        return chart("usage.posts", sum(UsageDay::collected), visit.words().of("chart.posts"), byPlatform());
    }

    /// How many posts came from each platform in all of the time.
    List<UsagePage.Share> platforms() {
        return byPlatform().stream()
                .map(series -> new UsagePage.Share(
                        mark(series),
                        visit.formats()
                                .number(series.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())))
                .toList();
    }

    private PlatformMark mark(Series series) {
        PlatformMark mark = PlatformMark.of(series.key(), visit.words());
        return new PlatformMark(mark.key(), series.name(), mark.look(), mark.icon(), mark.solid());
    }

    private List<Series> byPlatform() {
        Map<String, List<String>> shown =
                new TreeMap<>(Comparator.comparingInt(PlatformMark::rank).thenComparing(Comparator.naturalOrder()));
        days.stream()
                .flatMap(day -> day.platforms().keySet().stream())
                .distinct()
                .forEach(platform -> shown.computeIfAbsent(
                                PlatformMark.COLOURED.contains(platform) ? platform : OTHER, any -> new ArrayList<>())
                        .add(platform));
        List<Series> series = new ArrayList<>();
        shown.forEach((key, platforms) -> series.add(new Series(
                key,
                platforms.size() == 1
                        ? visit.words().named("platform.", platforms.getFirst())
                        : visit.words().of("chart.others"),
                key,
                "am-p-" + key,
                values(day -> platforms.stream()
                        .mapToLong(platform -> day.platforms().getOrDefault(platform, 0L))
                        .sum()),
                null)));
        return series;
    }

    Chart texts() {
        return chart(
                "usage.texts",
                sum(UsageDay::generated),
                visit.words().of("usage.texts.total"),
                List.of(new Series(
                        "texts",
                        visit.words().of("usage.texts.total"),
                        "series-1",
                        "",
                        values(UsageDay::generated),
                        null)));
    }

    private long sum(ToLongFunction<UsageDay> count) {
        return days.stream().mapToLong(count).sum();
    }

    private List<Long> values(ToLongFunction<UsageDay> count) {
        Map<String, UsageDay> byDate = days.stream().collect(Collectors.toMap(UsageDay::date, Function.identity()));
        return dates.stream()
                .map(date -> count.applyAsLong(byDate.getOrDefault(date.toString(), NOTHING)))
                .toList();
    }

    private Chart chart(String key, long sum, String total, List<Series> series) {
        int every = Math.max(1, dates.size() / LABELS);
        List<String> labels = dates.stream().map(visit.formats()::day).toList();
        return new Chart(
                visit.words().of(key),
                visit.words()
                        .of(
                                key + ".says",
                                visit.formats().number(sum),
                                visit.formats().number(dates.size())),
                new ChartData(
                        labels,
                        labels,
                        dates.stream().map(LocalDate::toString).toList(),
                        every,
                        (dates.size() - 1) % every,
                        true,
                        total,
                        "",
                        visit.words().of("usage.day"),
                        visit.words().of(key + ".none"),
                        series));
    }
}
