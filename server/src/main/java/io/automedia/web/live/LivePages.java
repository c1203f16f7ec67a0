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
import io.automedia.trends.Trend;
import io.automedia.trends.Trends;
import io.automedia.web.filter.FilterBar;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Link;
import io.automedia.web.page.Nothing;
import io.automedia.web.page.Option;
import io.automedia.web.page.Period;
import io.automedia.web.page.Visit;
import io.automedia.web.page.Words;
import io.automedia.web.post.PostCard;
import io.automedia.web.post.PostCards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final Trends trends;
    private final PostLists lists;
    private final Period usual;

    LivePages(
            ContentLibrary library,
            ContentStatistics statistics,
            Topics topics,
            Trends trends,
            PostLists lists,
            @Value("${automedia.demo.enabled:false}") boolean demo) {
        this.library = library;
        this.statistics = statistics;
        this.topics = topics;
        this.trends = trends;
        this.lists = lists;
        this.usual = demo ? Period.HOUR : Period.SIX_HOURS;
    }

    /// The page; `withFeed` is false for its numbers alone.
    LivePage page(Visit visit, Filters filters, boolean withFeed) {
        LiveWindow window = LiveWindow.of(visit, filters, usual);
        Volume now = volume(visit, filters, window.from(), window.to(), window);
        Volume before =
                volume(visit, filters, window.from().minus(window.period().length()), window.from(), window);
        Map<String, Long> platforms = filters.all("platform").isEmpty()
                ? now.platforms()
                : volume(visit, filters.without("platform"), window.from(), window.to(), window)
                        .platforms();
        LiveFigures figures = new LiveFigures(visit, filters, now, before, platforms);
        LiveCharts charts = new LiveCharts(visit, filters, window, now);
        PostCards cards = lists.cards(visit);
        FilterBar bar = new FilterBars(visit, filters, PostLists.names(cards))
                .bar(GROUPS, List.of(), NO_FILTERS, List.copyOf(platforms.keySet()));
        Page<LibraryPost> feed = withFeed ? feed(visit, filters, window, null) : null;
        Instant newest = now.posts() == 0 ? newest(visit, filters) : null;
        LivePage.Quiet quiet = quiet(visit, filters, window, bar, now.posts() == 0, newest);
        List<LivePage.MoodEntry> moods = figures.moods();
        return new LivePage(
                window.isPast(),
                ranges(visit, filters, window),
                bar,
                quiet,
                now.posts() == 0 ? start(visit, quiet) : new NowSentence(figures, window).parts(),
                figures.volume(),
                charts.volumeChart(),
                figures.legend(),
                visit.words()
                        .of(
                                "chart.interval",
                                visit.formats().duration(window.period().interval()),
                                visit.formats().zoneName()),
                figures.mood(),
                charts.moodChart(moods),
                moods,
                window.said(visit),
                hashtags(visit, window, bar, figures),
                figures.topics(topics.list(visit.caller())),
                feed == null ? List.of() : cards(cards, feed),
                feed == null ? null : PostLists.more(feed, filters, "/live/more"),
                nothing(visit, quiet != null),
                filters.at("/explore").without("range", "until").href());
    }

    /// Trends are of now and of all posts. Where they don't fit, and where nothing trends, it is what is used most.
    private LivePage.Hashtags hashtags(Visit visit, LiveWindow window, FilterBar bar, LiveFigures figures) {
        List<Trend> trending = window.isPast() || bar.count() > 0
                ? List.of()
                : trends.list(visit.caller(), Trends.WORLDWIDE, LiveFigures.RANKS);
        return trending.isEmpty() ? figures.mostUsedHashtags(window) : figures.trendingHashtags(trending);
    }

    private Volume volume(Visit visit, Filters filters, Instant from, Instant to, LiveWindow window) {
        return statistics.volume(
                visit.caller(),
                lists.query(visit, filters.without("range", "until")),
                from,
                to,
                window.period().interval());
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

    /// What to say about the window as a whole; null when it is the usual sight, or when there are no posts at all.
    private static LivePage.@Nullable Quiet quiet(
            Visit visit, Filters filters, LiveWindow window, FilterBar bar, boolean empty, @Nullable Instant newest) {
        Words words = visit.words();
        if (!empty) {
            return window.isPast()
                    ? new LivePage.Quiet(
                            words.of("live.past.title", window.said(visit)),
                            "",
                            filters.without("until").href(),
                            words.of("live.past.action"))
                    : null;
        }
        String title =
                words.of(bar.count() == 0 ? "live.quiet.title" : "live.quiet.filtered.title", window.said(visit));
        if (newest != null) {
            return new LivePage.Quiet(
                    title,
                    words.of("live.quiet.text", visit.formats().exact(newest)),
                    filters.with("until", newest.plusMillis(1).toString()).href(),
                    words.of("live.quiet.action"));
        }
        return bar.count() == 0
                ? null
                : new LivePage.Quiet(title, "", bar.clear(), words.of("live.quiet.filtered.action"));
    }

    /// When the newest post is from that the filters leave at any time.
    private @Nullable Instant newest(Visit visit, Filters filters) {
        return library
                .find(visit.caller(), lists.query(visit, filters.without("range", "until")), PageRequest.first(1))
                .items()
                .stream()
                .findFirst()
                .map(post -> post.content().publishedAt())
                .orElse(null);
    }

    /// Without a single post the first sentence says how to get some.
    private static List<Link> start(Visit visit, LivePage.@Nullable Quiet quiet) {
        return quiet != null
                ? List.of()
                : List.of(
                        new Link(visit.words().of("live.now.start.feed"), "/platforms"),
                        new Link(" " + visit.words().of("live.now.start.or") + " ", null),
                        new Link(visit.words().of("live.now.start.import"), "/jobs"),
                        new Link(" " + visit.words().of("live.now.start"), null));
    }

    private static Nothing nothing(Visit visit, boolean elsewhere) {
        return elsewhere
                ? new Nothing(
                        "clock",
                        visit.words().of("live.empty.range.title"),
                        visit.words().of("live.empty.range.text"),
                        List.of())
                : Nothing.noPosts(visit.words());
    }
}
