package io.automedia.web.topic;

import io.automedia.topics.Topic;
import io.automedia.topics.TopicRequest;
import io.automedia.topics.TopicRequest.FiltersRequest;
import io.automedia.topics.TopicRequest.KeywordRequest;
import io.automedia.topics.TopicRequest.SettingsRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// A topic as its form has it: texts as they were typed. Lists of words stand between commas; `term`, `weight` and
/// `variations` come once for each keyword, in order.
public record TopicForm(
        String name,
        String category,
        int importance,
        String description,
        List<Row> keywords,
        String exclude,
        List<String> platforms,
        List<String> types,
        String language,
        String location,
        String likes,
        String retweets,
        String followers,
        List<String> sentiments,
        boolean verified,
        boolean active,
        boolean collect) {
    public TopicForm {
        keywords = List.copyOf(keywords);
        platforms = List.copyOf(platforms);
        types = List.copyOf(types);
        sentiments = List.copyOf(sentiments);
    }

    /// A keyword's row.
    public record Row(String term, String weight, String variations) {
        /// A row to be filled in.
        static final Row EMPTY = new Row("", "1.0", "");
    }

    /// The form of a topic to come.
    static TopicForm empty() {
        return new TopicForm(
                "",
                "",
                3,
                "",
                List.of(Row.EMPTY),
                "",
                List.of(),
                List.of(),
                "",
                "",
                "0",
                "0",
                "0",
                List.of(),
                false,
                true,
                true);
    }

    /// The form of a topic that is there.
    static TopicForm of(Topic topic) {
        Topic.Settings settings = topic.settings();
        return new TopicForm(
                topic.name(),
                text(topic.category()),
                topic.weight(),
                text(topic.description()),
                topic.keywords().stream()
                        .map(keyword -> new Row(
                                keyword.term(),
                                String.valueOf(keyword.weight()),
                                String.join(", ", keyword.variations())))
                        .toList(),
                String.join(", ", topic.filters().excludeKeywords()),
                settings.platforms(),
                settings.contentTypes(),
                text(settings.language()),
                text(settings.location()),
                least(settings, "likes"),
                least(settings, "retweets"),
                String.valueOf(topic.filters().minFollowers()),
                topic.filters().sentiment(),
                topic.filters().includeVerified(),
                topic.isActive(),
                settings.autoCollect());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String least(Topic.Settings settings, String counter) {
        return String.valueOf(settings.minEngagement().getOrDefault(counter, 0L));
    }

    /// What was sent.
    static TopicForm read(MultiValueMap<String, String> sent) {
        return new TopicForm(
                one(sent, "name"),
                one(sent, "category"),
                (int) number(one(sent, "importance"), 3),
                one(sent, "description"),
                rows(sent),
                one(sent, "exclude"),
                all(sent, "platform"),
                all(sent, "type"),
                one(sent, "language"),
                one(sent, "location"),
                one(sent, "likes"),
                one(sent, "retweets"),
                one(sent, "followers"),
                all(sent, "sentiment"),
                sent.containsKey("verified"),
                sent.containsKey("active"),
                sent.containsKey("collect"));
    }

    private static List<Row> rows(MultiValueMap<String, String> sent) {
        List<String> terms = all(sent, "term");
        List<String> weights = all(sent, "weight");
        List<String> variations = all(sent, "variations");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            rows.add(new Row(
                    terms.get(i),
                    i < weights.size() ? weights.get(i) : "1.0",
                    i < variations.size() ? variations.get(i) : ""));
        }
        return rows.isEmpty() ? List.of(Row.EMPTY) : rows;
    }

    /// Whether there is a word to look for.
    boolean hasTerm() {
        return keywords.stream().anyMatch(row -> !row.term().isBlank());
    }

    /// What the front door is asked for; `fallback` names a topic that has no name yet.
    TopicRequest request(@Nullable String fallback) {
        Map<String, Long> least = new LinkedHashMap<>();
        least.put("likes", number(likes, 0));
        least.put("retweets", number(retweets, 0));
        return new TopicRequest(
                name.isBlank() && fallback != null ? fallback : name,
                description,
                keywords.stream()
                        .filter(row -> !row.term().isBlank())
                        .map(row -> new KeywordRequest(row.term(), weight(row.weight()), words(row.variations())))
                        .toList(),
                importance,
                category,
                active,
                new SettingsRequest(null, null, collect, types, platforms, language, location, least),
                new FiltersRequest(sentiments, words(exclude), verified, number(followers, 0)));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[,，、;\\n]", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static double weight(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }

    private static long number(String text, long otherwise) {
        try {
            return text.isBlank() ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static List<String> all(MultiValueMap<String, String> sent, String name) {
        return sent.getOrDefault(name, List.of());
    }
}
