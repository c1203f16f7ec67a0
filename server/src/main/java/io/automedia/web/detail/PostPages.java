package io.automedia.web.detail;

import io.automedia.content.ContentLibrary;
import io.automedia.content.EngagementSnapshot;
import io.automedia.content.LibraryPost;
import io.automedia.topics.Topic;
import io.automedia.topics.Topics;
import io.automedia.web.chart.Chart;
import io.automedia.web.chart.ChartData;
import io.automedia.web.page.Visit;
import io.automedia.web.post.PostCard;
import io.automedia.web.post.PostCards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds a post's own page.
@Component
final class PostPages {
    private static final List<String> COUNTERS = List.of("likes", "retweets", "replies", "views");
    private static final int LABELS = 6;

    private final ContentLibrary library;
    private final Topics topics;

    PostPages(ContentLibrary library, Topics topics) {
        this.library = library;
        this.topics = topics;
    }

    PostPage page(Visit visit, ObjectId id) {
        LibraryPost post = library.get(visit.caller(), id);
        Map<ObjectId, Topic> mine = topicsById(visit);
        PostCard card = cards(visit, mine).whole(post);
        Reasons reasons = new Reasons(visit);
        FactSheet sheet = new FactSheet(visit);
        List<EngagementSnapshot> history = library.engagement(visit.caller(), id);
        return new PostPage(
                visit.words().of("detail.title", card.author()),
                Outside.original(post.content()),
                card,
                post.item().topics().stream()
                        .filter(marked -> mine.containsKey(marked.topicId()))
                        .map(marked -> reasons.match(post, marked, Objects.requireNonNull(mine.get(marked.topicId()))))
                        .toList(),
                history.size() < 2 ? null : history(visit, history),
                visit.words().of("detail.history.note", history.size()),
                List.of(sheet.understood(post.content()), sheet.raw(post)),
                "/topics/new");
    }

    /// One card as lists show it.
    PostCard card(Visit visit, ObjectId id) {
        return cards(visit, topicsById(visit)).inList(library.get(visit.caller(), id));
    }

    private Map<ObjectId, Topic> topicsById(Visit visit) {
        Map<ObjectId, Topic> mine = new LinkedHashMap<>();
        topics.list(visit.caller()).forEach(topic -> mine.put(topic.id(), topic));
        return mine;
    }

    private static PostCards cards(Visit visit, Map<ObjectId, Topic> mine) {
        Map<ObjectId, String> names = new LinkedHashMap<>();
        mine.forEach((id, topic) -> names.put(id, topic.name()));
        return new PostCards(visit, names);
    }

    private static @Nullable Chart history(Visit visit, List<EngagementSnapshot> history) {
        List<ChartData.Series> series = new ArrayList<>();
        for (String counter : COUNTERS) {
            if (history.stream().anyMatch(row -> row.engagement().containsKey(counter))) {
                String colour = "series-" + (series.size() + 1);
                series.add(new ChartData.Series(
                        counter,
                        visit.words().of("counter." + counter),
                        colour,
                        "am-" + colour,
                        history.stream()
                                .map(row -> Math.round(row.engagement().getOrDefault(counter, 0.0)))
                                .toList(),
                        null));
            }
        }
        if (series.isEmpty()) {
            return null;
        }
        List<Instant> times = history.stream().map(EngagementSnapshot::at).toList();
        String name = visit.words().of("detail.history");
        return new Chart(
                name,
                visit.words().of("detail.history.says", visit.formats().span(times.getFirst(), times.getLast())),
                new ChartData(
                        times.stream().map(visit.formats()::dayAndTime).toList(),
                        times.stream().map(visit.formats()::exact).toList(),
                        times.stream().map(Instant::toString).toList(),
                        Math.max(1, times.size() / LABELS),
                        0,
                        false,
                        "",
                        "",
                        visit.words().of("chart.time"),
                        visit.words().of("detail.history.none"),
                        series));
    }
}
