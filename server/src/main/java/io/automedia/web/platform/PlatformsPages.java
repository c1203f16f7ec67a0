package io.automedia.web.platform;

import io.automedia.platforms.Followed;
import io.automedia.platforms.MonitoredSource;
import io.automedia.platforms.Platform;
import io.automedia.platforms.PlatformStatus;
import io.automedia.platforms.Platforms;
import io.automedia.platforms.SourceStatus;
import io.automedia.platforms.Sources;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of platforms.
@Component
final class PlatformsPages {
    static final String FEEDS = "rss";
    private static final String DEMO = "demo";
    private static final Duration GAPS_SHOWN = Duration.ofDays(7);

    private final Platforms platforms;
    private final Sources sources;

    PlatformsPages(Platforms platforms, Sources sources) {
        this.platforms = platforms;
        this.sources = sources;
    }

    PlatformsPage page(Visit visit, @Nullable String notice, @Nullable String undo) {
        return page(visit, "", List.of(), notice, undo);
    }

    /// The page after some addresses could not be followed.
    PlatformsPage refused(Visit visit, List<Followed> results) {
        List<String> left = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int added = 0;
        for (Followed result : results) {
            switch (result) {
                case Followed.Added ignored -> added++;
                case Followed.Refused(String wanted, String reason) -> {
                    left.add(wanted);
                    problems.add(visit.words().of("platforms.problem", wanted, reason));
                }
            }
        }
        String notice = added == 0 ? null : added(visit, foundElsewhere(results));
        return page(visit, String.join("\n", left), problems, notice, null);
    }

    /// Says that sources were added, and where the feeds of those are read that were not at the pasted address.
    String added(Visit visit, List<MonitoredSource> foundElsewhere) {
        return Stream.concat(
                        Stream.of(visit.words().of("platforms.added")),
                        foundElsewhere.stream()
                                .map(source -> visit.words().of("platforms.found", source.title(), source.value())))
                .collect(Collectors.joining(" "));
    }

    /// The sources that were added and are read from another address than the one that was pasted.
    static List<MonitoredSource> foundElsewhere(List<Followed> results) {
        List<MonitoredSource> found = new ArrayList<>();
        for (Followed result : results) {
            if (result instanceof Followed.Added(String wanted, MonitoredSource source)
                    && !bare(wanted).equals(bare(source.value()))) {
                found.add(source);
            }
        }
        return found;
    }

    private static String bare(String address) {
        return address.strip().replaceFirst("(?i)^https?://", "").replaceFirst("/+$", "");
    }

    private PlatformsPage page(
            Visit visit, String addresses, List<String> problems, @Nullable String notice, @Nullable String undo) {
        List<PlatformsPage.Row> rows = new ArrayList<>();
        for (Platform platform : platforms.list(visit.caller())) {
            for (MonitoredSource source : sources.list(visit.caller(), platform.id())) {
                rows.add(row(visit, platform, source));
            }
        }
        return new PlatformsPage(
                platforms.types().contains(FEEDS),
                addresses,
                problems,
                notice,
                undo,
                visit.words().of("platforms.count", visit.formats().number(rows.size()), rows.size()),
                rows);
    }

    private PlatformsPage.Row row(Visit visit, Platform platform, MonitoredSource source) {
        boolean runs = platforms.runs(platform.type());
        Look look = runs ? Look.of(platform, source) : Look.ABSENT;
        return new PlatformsPage.Row(
                source.id().toHexString(),
                "/platforms/" + platform.id() + "/sources/" + source.id(),
                PlatformMark.of(platform.type(), visit.words()),
                source.title(),
                source.value(),
                visit.words().of("platforms.state." + look.key),
                look.tone,
                look.icon,
                facts(visit, source),
                runs,
                source.isActive(),
                runs ? error(visit, source) : absent(visit, platform));
    }

    /// Why nothing is fetched over a connection whose connector this instance lacks.
    private static String absent(Visit visit, Platform platform) {
        return platform.type().equals(DEMO)
                ? visit.words().of("platforms.absent.demo")
                : visit.words().of("platforms.absent", platform.name());
    }

    private static List<PlatformsPage.Fact> facts(Visit visit, MonitoredSource source) {
        MonitoredSource.Counts counts = source.counts();
        List<PlatformsPage.Fact> facts = new ArrayList<>();
        facts.add(new PlatformsPage.Fact(
                visit.words().of("platforms.fact.posts"),
                visit.formats().number(counts.stored()),
                visit.words()
                        .of(
                                "platforms.fact.posts.exact",
                                visit.formats().number(counts.fetched()),
                                visit.formats().number(counts.skipped()))));
        if (source.lastPostAt() != null) {
            facts.add(moment(visit, visit.words().of("platforms.fact.newest"), source.lastPostAt()));
        }
        if (source.lagSeconds() != null) {
            Duration lag = Duration.ofSeconds(source.lagSeconds());
            facts.add(new PlatformsPage.Fact(
                    visit.words().of("platforms.fact.lag"),
                    visit.formats().duration(lag),
                    visit.words().of("platforms.fact.lag.exact")));
        }
        if (counts.failed() > 0) {
            facts.add(new PlatformsPage.Fact(
                    visit.words().of("platforms.fact.failed"),
                    visit.words()
                            .of(
                                    "platforms.fact.failed.of",
                                    visit.formats().number(counts.failed()),
                                    visit.formats().number(counts.asked())),
                    visit.words().of("platforms.fact.failed.exact")));
        }
        gap(visit, source, facts);
        if (source.lastSync() == null) {
            String never = visit.words().of("platforms.never");
            facts.add(new PlatformsPage.Fact(visit.words().of("platforms.fact.last"), never, never));
        } else {
            facts.add(moment(visit, visit.words().of("platforms.fact.last"), source.lastSync()));
        }
        return facts;
    }

    private static void gap(Visit visit, MonitoredSource source, List<PlatformsPage.Fact> facts) {
        if (source.gaps().isEmpty()) {
            return;
        }
        MonitoredSource.Gap last = source.gaps().getLast();
        if (last.to().isAfter(visit.formats().now().minus(GAPS_SHOWN))) {
            facts.add(new PlatformsPage.Fact(
                    visit.words().of("platforms.fact.gap"),
                    visit.formats().span(last.from(), last.to()),
                    visit.words().of("platforms.gap." + last.reason())));
        }
    }

    private static PlatformsPage.Fact moment(Visit visit, String name, Instant at) {
        return new PlatformsPage.Fact(
                name, visit.formats().ago(at), visit.formats().exact(at));
    }

    private static @Nullable String error(Visit visit, MonitoredSource source) {
        Platform.LastError error = source.lastError();
        if (error == null) {
            return null;
        }
        return switch (source.status()) {
            case PENDING, ACTIVE, LIMITED -> null;
            case ERROR, ENDED -> error.message();
            case FAILING ->
                source.dueAt() == null
                        ? error.message()
                        : visit.words()
                                .of(
                                        "platforms.error.again",
                                        error.message(),
                                        visit.formats()
                                                .duration(Duration.between(
                                                        visit.formats().now(), source.dueAt())));
        };
    }

    private enum Look {
        ABSENT("absent", "off", "ban"),
        PAUSED("paused", "off", "player-pause"),
        PENDING("pending", "off", "clock"),
        ACTIVE("active", "ok", "circle-check"),
        LIMITED("limited", "warn", "clock"),
        FAILING("failing", "warn", "alert-triangle"),
        ERROR("error", "error", "circle-x"),
        ENDED("ended", "off", "ban");

        private final String key;
        private final String tone;
        private final String icon;

        Look(String key, String tone, String icon) {
            this.key = key;
            this.tone = tone;
            this.icon = icon;
        }

        static Look of(Platform platform, MonitoredSource source) {
            if (!source.isActive() || platform.status() == PlatformStatus.INACTIVE) {
                return PAUSED;
            }
            return of(source.status());
        }

        private static Look of(SourceStatus status) {
            return switch (status) {
                case PENDING -> PENDING;
                case ACTIVE -> ACTIVE;
                case LIMITED -> LIMITED;
                case FAILING -> FAILING;
                case ERROR -> ERROR;
                case ENDED -> ENDED;
            };
        }
    }
}
