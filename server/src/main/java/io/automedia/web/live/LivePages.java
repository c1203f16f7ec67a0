package io.automedia.web.live;

import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentStatistics;
import io.automedia.content.LibraryPost;
import io.automedia.content.Volume;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.topics.Topics;
import io.automedia.web.filter.FilterBar;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Link;
import io.automedia.web.page.Nothing;
import io.automedia.web.page.Option;
import io.automedia.web.page.Period;
import io.automedia.web.page.Visit;
import io.automedia.web.post.PostCard;
import io.automedia.web.post.PostCards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Builds the Live page.
@Component
final class LivePages {
    static final Set<String> PARAMETERS =
            Set.of("platform", "sentiment", "language", "type", "topic", "range", "until");
    private static final List<String> GROUPS = List.of("platform", "sentiment", "language", "type", "topic");
    private static final Set<String> NO_FILTERS = Set.of("range", "until");
    private static final int MOST_ASKED = 50;

    private final ContentLibrary library;
    private final ContentStatistics statistics;
    private final Topics topics;
    private final PostLists lists;
    private final Period usual;

    LivePages(
            ContentLibrary library,
            ContentStatistics statistics,
            Topics topics,
            PostLists lists,
            @Value("${automedia.demo.enabled:false}") boolean demo) {
        this.library = library;
        this.statistics = statistics;
        this.topics = topics;
        this.lists = lists;
        this.usual = demo ? Period.HOUR : Period.SIX_HOURS;
    }

    /// The page; `withFeed` is false for its numbers alone.
    LivePage page(Visit visit, Filters filters, boolean withFeed) {
        LiveWindow window = LiveWindow.of(visit, filters, usual);
        Volume now = volume(visit, filters, window.from(), window.to(), window);
        Volume before =
                volume(visit, filters, window.from().minus(window.period().length()), window.from(), window);
        LiveFigures figures = new LiveFigures(visit, filters, now, before);
        LiveCharts charts = new LiveCharts(visit, filters, window, now);
        PostCards cards = lists.cards(visit);
        FilterBar bar = new FilterBars(visit, filters, PostLists.names(cards))
                .bar(GROUPS, List.of(), NO_FILTERS, List.copyOf(now.platforms().keySet()));
        Page<LibraryPost> feed = withFeed ? feed(visit, filters, window, null) : null;
        boolean empty = feed != null && feed.items().isEmpty();
        LivePage.Quiet quiet = withFeed ? quiet(visit, filters, window, bar, empty) : null;
        List<LivePage.MoodEntry> moods = figures.moods();
        return new LivePage(
                window.isPast(),
                ranges(visit, filters, window),
                bar,
                quiet,
                now.posts() == 0 && quiet != null ? List.<Link>of() : new NowSentence(figures, window).parts(),
                figures.volume(),
                charts.volumeChart(),
                figures.legend(),
                note(visit, filters, window),
                figures.mood(),
                charts.moodChart(moods),
                moods,
                window.said(visit),
                figures.hashtags(),
                figures.topics(topics.list(visit.caller())),
                feed == null ? List.of() : cards(cards, feed),
                feed == null ? null : PostLists.more(feed, filters, "/live/more"),
                nothing(visit, quiet != null),
                filters.at("/explore").without("range", "until").href());
    }

    /// Numbers follow the filter of one topic; of platforms the chart shows the chosen.
    private Volume volume(Visit visit, Filters filters, Instant from, Instant to, LiveWindow window) {
        List<String> topic = filters.all("topic");
        return topic.size() == 1
                ? statistics.volumeOfTopic(
                        visit.caller(),
                        Ids.objectId(topic.getFirst()),
                        from,
                        to,
                        window.period().interval())
                : statistics.volume(visit.caller(), from, to, window.period().interval());
    }

    private static String note(Visit visit, Filters filters, LiveWindow window) {
        boolean wider = Stream.of("sentiment", "language", "type")
                .anyMatch(name -> !filters.all(name).isEmpty());
        String interval = visit.words()
                .of(
                        "chart.interval",
                        visit.formats().duration(window.period().interval()),
                        visit.formats().zoneName());
        return wider ? visit.words().of("live.unfiltered", interval) : interval;
    }

    /// The posts of the window that the filters leave.
    Page<LibraryPost> feed(Visit visit, Filters filters, LiveWindow window, @Nullable String after) {
        Filters asked =
                filters.without("range", "until").with("dateFrom", window.from().toString());
        return lists.find(
                visit, window.isPast() ? asked.with("dateTo", window.to().toString()) : asked, after);
    }

    LiveWindow window(Visit visit, Filters filters) {
        return LiveWindow.of(visit, filters, usual);
    }

    List<PostCard> cards(PostCards cards, Page<LibraryPost> found) {
        return found.items().stream().map(cards::inList).toList();
    }

    /// Those of the posts with these ids that belong into the window and pass the filters.
    List<PostCard> arrived(Visit visit, Filters filters, List<String> ids) {
        LiveWindow window = window(visit, filters);
        PostCards cards = lists.cards(visit);
        List<PostCard> arrived = new ArrayList<>();
        for (String id : ids.stream().limit(MOST_ASKED).toList()) {
            LibraryPost post = post(visit, id);
            if (post != null && belongs(post, filters, window)) {
                arrived.add(cards.inList(post));
            }
        }
        return arrived;
    }

    private @Nullable LibraryPost post(Visit visit, String id) {
        try {
            return library.get(visit.caller(), Ids.objectId(id));
        } catch (ProblemException gone) {
            if (gone.problem() instanceof Problem.NotFound) {
                return null;
            }
            throw gone;
        }
    }

    private static boolean belongs(LibraryPost post, Filters filters, LiveWindow window) {
        var content = post.content();
        var sentiment = content.metadata().sentiment();
        List<String> matched = post.item().topics().stream()
                .map(marked -> marked.topicId().toHexString())
                .toList();
        return !content.publishedAt().isBefore(window.from())
                && !post.item().isArchived()
                && any(filters, "platform", content.platform())
                && any(filters, "type", content.type())
                && any(filters, "language", content.metadata().language())
                && any(filters, "sentiment", sentiment == null ? null : sentiment.label())
                && (filters.all("topic").isEmpty()
                        || filters.all("topic").stream().anyMatch(matched::contains));
    }

    private static boolean any(Filters filters, String name, @Nullable String value) {
        return filters.all(name).isEmpty() || (value != null && filters.has(name, value));
    }

    private static List<Option> ranges(Visit visit, Filters filters, LiveWindow window) {
        return Stream.of(Period.values())
                .map(period -> new Option(
                        visit.words().of("live.period." + period.key()),
                        filters.with("range", period.key()).href(),
                        period == window.period()))
                .toList();
    }

    private LivePage.@Nullable Quiet quiet(
            Visit visit, Filters filters, LiveWindow window, FilterBar bar, boolean empty) {
        if (!empty) {
            return window.isPast()
                    ? new LivePage.Quiet(
                            visit.words().of("live.past.title", window.said(visit)),
                            "",
                            filters.without("until").href(),
                            visit.words().of("live.past.action"))
                    : null;
        }
        String title = visit.words().of("live.quiet.title", window.said(visit));
        Page<LibraryPost> newest = library.find(
                visit.caller(), lists.query(visit, filters.without("range", "until")), PageRequest.first(1));
        if (!newest.items().isEmpty()) {
            Instant at = newest.items().getFirst().content().publishedAt();
            return new LivePage.Quiet(
                    title,
                    visit.words().of("live.quiet.text", visit.formats().exact(at)),
                    filters.with("until", at.plusMillis(1).toString()).href(),
                    visit.words().of("live.quiet.action"));
        }
        return bar.count() == 0
                ? null
                : new LivePage.Quiet(
                        title,
                        visit.words().of("live.quiet.filtered.text"),
                        bar.clear(),
                        visit.words().of("live.quiet.filtered.action"));
    }

    private static Nothing nothing(Visit visit, boolean elsewhere) {
        return elsewhere
                ? new Nothing(
                        "clock",
                        visit.words().of("live.empty.range.title"),
                        visit.words().of("live.empty.range.text"),
                        List.of())
                : new Nothing(
                        "plug-connected",
                        visit.words().of("live.empty.title"),
                        visit.words().of("live.empty.text"),
                        List.of(
                                new Nothing.Action(visit.words().of("topics.new"), "/topics/new"),
                                new Nothing.Action(visit.words().of("live.empty.import"), "/jobs")));
    }
}
