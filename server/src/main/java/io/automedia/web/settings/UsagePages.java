package io.automedia.web.settings;

import io.automedia.limits.QuotaStanding;
import io.automedia.limits.UsageDay;
import io.automedia.users.Usage;
import io.automedia.users.Usages;
import io.automedia.users.User;
import io.automedia.web.page.Option;
import io.automedia.web.page.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of usage.
@Component
final class UsagePages {
    private static final List<Integer> RANGES = List.of(7, Usages.DAYS_FOR_EVERYBODY, 90, Usages.MOST_DAYS);
    private static final int NEARLY = 80;
    private static final int WHOLE = 100;

    private final Usages usages;

    UsagePages(Usages usages) {
        this.usages = usages;
    }

    /// The page of so many days.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `Forbidden`) when that is too far back
    UsagePage page(Visit visit, int days) {
        // a month, whatever is drawn: this month's posts are told, too
        Usage usage = usages.own(visit.caller(), days < 1 ? days : Math.max(days, Usages.DAYS_FOR_EVERYBODY));
        UsageCharts charts = UsageCharts.of(visit, dates(visit, days), usage.days());
        User.Subscription subscription = usage.subscription();
        return new UsagePage(
                visit.words().named("usage.plan.", subscription.plan()),
                visit.words().named("usage.status.", subscription.status()),
                !usage.isRunning(),
                period(visit, subscription),
                usage.isLimited(),
                List.of(
                        meter(visit, "collection", usage.collection(), usage.isLimited(), collected(usage, visit)),
                        meter(visit, "generation", usage.generation(), usage.isLimited(), generated(usage, visit))),
                totals(visit, usage.statistics()),
                RANGES.stream()
                        .filter(range -> range <= Usages.DAYS_FOR_EVERYBODY || usage.seesLongTimes())
                        .map(range -> new Option(
                                visit.words().of("usage.range", visit.formats().number(range)),
                                "/settings/usage?days=" + range,
                                range == days))
                        .toList(),
                charts.posts(),
                charts.platforms(),
                charts.texts());
    }

    private static List<LocalDate> dates(Visit visit, int days) {
        LocalDate today = today(visit);
        return IntStream.range(0, days)
                .mapToObj(day -> today.minusDays(days - 1L - day))
                .toList();
    }

    private static LocalDate today(Visit visit) {
        return LocalDate.ofInstant(visit.formats().now(), ZoneOffset.UTC);
    }

    /// What came this month: of who has no limit nothing else is counted.
    private static long collected(Usage usage, Visit visit) {
        String month = today(visit).toString().substring(0, 7);
        return usage.days().stream()
                .filter(day -> day.date().startsWith(month))
                .mapToLong(UsageDay::collected)
                .sum();
    }

    private static long generated(Usage usage, Visit visit) {
        String today = today(visit).toString();
        return usage.days().stream()
                .filter(day -> day.date().equals(today))
                .mapToLong(UsageDay::generated)
                .sum();
    }

    private static UsagePage.Meter meter(
            Visit visit, String key, QuotaStanding standing, boolean isLimited, long happened) {
        String resets = visit.words().of("usage.resets", visit.formats().dayAndTime(standing.resetsAt()));
        if (!isLimited) {
            return new UsagePage.Meter(key, visit.formats().number(happened), null, 0, "ok", resets);
        }
        int percent = percent(standing);
        return new UsagePage.Meter(
                key,
                visit.words()
                        .of(
                                "usage.of",
                                visit.formats().number(standing.used()),
                                visit.formats().number(standing.limit())),
                visit.words().of("usage.left", visit.formats().number(standing.remaining())),
                percent,
                percent >= WHOLE ? "error" : percent >= NEARLY ? "warn" : "ok",
                resets);
    }

    /// Of a limit of nothing all is used.
    private static int percent(QuotaStanding standing) {
        return standing.remaining() == 0 ? WHOLE : (int) (standing.used() * WHOLE / standing.limit());
    }

    private static @Nullable String period(Visit visit, User.Subscription subscription) {
        Instant end = subscription.currentPeriodEnd();
        if (end == null) {
            return null;
        }
        Instant start = subscription.currentPeriodStart();
        String until = visit.formats().date(end);
        if (subscription.cancelAtPeriodEnd()) {
            return visit.words().of("usage.ends", until);
        }
        return start == null
                ? visit.words().of("usage.until", until)
                : visit.words().of("usage.period", visit.formats().date(start), until);
    }

    private static List<UsagePage.Total> totals(Visit visit, User.Statistics statistics) {
        return List.of(
                total(visit, "collected", statistics.totalContentCollected()),
                total(visit, "generated", statistics.totalContentGenerated()),
                total(visit, "tokens", statistics.totalTokensUsed()));
    }

    private static UsagePage.Total total(Visit visit, String key, long value) {
        return new UsagePage.Total(
                visit.words().of("usage.total." + key), visit.formats().number(value));
    }
}
