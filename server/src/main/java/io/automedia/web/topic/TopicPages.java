package io.automedia.web.topic;

import io.automedia.content.LibraryPost;
import io.automedia.shared.Page;
import io.automedia.topics.Topic;
import io.automedia.topics.Topics;
import io.automedia.web.filter.FilterBar.Choice;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Visit;
import io.automedia.web.post.PostCard;
import io.automedia.web.post.PostCards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the list of topics and their editor.
@Component
final class TopicPages {
    private static final int KEYWORDS_SHOWN = 8;

    private final Topics topics;
    private final PostLists lists;

    TopicPages(Topics topics, PostLists lists) {
        this.topics = topics;
        this.lists = lists;
    }

    TopicListPage list(Visit visit, @Nullable String notice) {
        List<Topic> all = topics.upToDate(topics.list(visit.caller()));
        return new TopicListPage(
                visit.formats().number(all.size()),
                notice,
                all.stream().map(topic -> row(visit, topic)).toList());
    }

    private static TopicListPage.Row row(Visit visit, Topic topic) {
        return new TopicListPage.Row(
                "/topics/" + topic.id().toHexString(),
                topic.name(),
                topic.description(),
                topic.keywords().stream()
                        .map(Topic.Keyword::term)
                        .limit(KEYWORDS_SHOWN)
                        .collect(Collectors.joining(", ")),
                visit.formats().number(topic.statistics().contentCount()),
                visit.formats().momentOrNone(topic.statistics().lastContentUpdate()),
                topic.weight(),
                topic.isActive());
    }

    /// The editor of a topic to come.
    TopicPage empty(Visit visit, TopicForm form, @Nullable String problem) {
        return page(visit, null, form, problem, null);
    }

    /// The editor of a topic, with what it matched.
    TopicPage of(Visit visit, ObjectId id, @Nullable String notice) {
        Topic topic = topics.upToDate(List.of(topics.get(visit.caller(), id))).getFirst();
        return page(visit, topic, TopicForm.of(topic), null, notice);
    }

    /// The editor of a topic with what was sent and couldn't be kept.
    TopicPage wrong(Visit visit, ObjectId id, TopicForm form, String problem) {
        return page(visit, topics.get(visit.caller(), id), form, problem, null);
    }

    private TopicPage page(
            Visit visit, @Nullable Topic topic, TopicForm form, @Nullable String problem, @Nullable String notice) {
        Page<LibraryPost> found = topic == null ? null : lists.find(visit, filters(topic.id()), null);
        return new TopicPage(
                topic == null ? null : topic.id().toHexString(),
                topic == null ? visit.words().of("topics.new") : topic.name(),
                topic == null ? "/topics" : "/topics/" + topic.id().toHexString(),
                topic == null ? null : String.valueOf(topic.version()),
                topic == null ? null : known(visit, topic),
                problem,
                notice,
                form,
                choices(visit, "platform", FilterBars.PLATFORMS, form.platforms()),
                choices(visit, "type", FilterBars.TYPES, form.types()),
                languages(visit, form.language()),
                choices(visit, "sentiment", FilterBars.SENTIMENTS, form.sentiments()),
                found == null || topic == null ? List.of() : cards(visit, topic.id(), found),
                found == null || topic == null
                        ? null
                        : PostLists.more(
                                found,
                                filters(topic.id()),
                                "/topics/" + topic.id().toHexString() + "/more"));
    }

    /// The filters that leave one topic's matches.
    static Filters filters(ObjectId topicId) {
        return Filters.of("/explore", Map.of("topic", List.of(topicId.toHexString())), Set.of("topic"));
    }

    /// The cards of posts that a topic matched, with its words marked.
    List<PostCard> cards(Visit visit, ObjectId topicId, Page<LibraryPost> found) {
        PostCards cards = lists.cards(visit);
        return found.items().stream()
                .map(post -> cards.matchedBy(post, topicId))
                .toList();
    }

    private static String known(Visit visit, Topic topic) {
        Topic.Statistics statistics = topic.statistics();
        if (statistics.contentCount() == 0 || statistics.lastContentUpdate() == null) {
            return visit.words().of("topics.known.none");
        }
        String count = visit.words()
                .of("count.posts", visit.formats().number(statistics.contentCount()), statistics.contentCount());
        return visit.words().of("topics.known", count, visit.formats().ago(statistics.lastContentUpdate()));
    }

    private static List<Choice> choices(Visit visit, String name, List<String> offered, List<String> chosen) {
        SequencedSet<String> values = new LinkedHashSet<>(offered);
        values.addAll(chosen);
        Filters filters = new Filters("", new LinkedHashMap<>(Map.of(name, chosen)));
        FilterBars bars = new FilterBars(visit, filters, Map.of());
        return values.stream().map(value -> bars.choice(name, value)).toList();
    }

    private static List<Choice> languages(Visit visit, String chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("", visit.words().of("topics.language.any"), chosen.isEmpty()));
        choices.addAll(
                choices(visit, "language", FilterBars.LANGUAGES, chosen.isEmpty() ? List.of() : List.of(chosen)));
        return choices;
    }
}
