package io.automedia.topics;

import io.automedia.shared.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A topic as its owner describes it; always complete and valid.
///
/// Making a wrong one throws a `ProblemException` (`Invalid`) that names every wrong field.
public record TopicDraft(
        String name,
        @Nullable String description,
        List<Topic.Keyword> keywords,
        int weight,
        @Nullable String category,
        boolean isActive,
        Topic.Settings settings,
        Topic.Filters filters) {
    static final Set<String> FREQUENCIES = Set.of("5m", "15m", "30m", "1h", "6h", "12h", "1d");
    private static final Set<String> TYPES = Set.of("tweet", "post", "video", "image", "story", "generated");
    private static final Set<String> SENTIMENTS = Set.of("positive", "negative", "neutral");
    private static final String COUNTER = "[A-Za-z][A-Za-z0-9]{0,99}";
    static final int LONGEST_LOCATION = 300;
    static final int LONGEST_NAME = 100;
    static final int LONGEST_DESCRIPTION = 1_000;
    static final int LONGEST_TERM = 100;
    static final int MOST_KEYWORDS = 100;
    static final int MOST_VARIATIONS = 50;
    static final int MOST_EXCLUDES = 100;

    public TopicDraft {
        name = name.strip();
        keywords = List.copyOf(keywords);
        List<Problem.FieldError> errors = new ArrayList<>();
        text(errors, "name", name, 1, LONGEST_NAME);
        text(errors, "description", description == null ? "" : description, 0, LONGEST_DESCRIPTION);
        text(errors, "category", category == null ? "" : category, 0, LONGEST_NAME);
        keywords(errors, keywords);
        settings(errors, settings);
        filters(errors, filters);
        check(errors, weight >= 1 && weight <= 5, "weight", "must be between 1 and 5");
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(
                            "The topic can't be kept like this: "
                                    + errors.getFirst().field() + " "
                                    + errors.getFirst().message() + ".",
                            errors)
                    .exception();
        }
    }

    /// Whether it finds the same posts as another draft.
    boolean matchesLike(TopicDraft other) {
        return isActive == other.isActive
                && keywords.equals(other.keywords)
                && filters.equals(other.filters)
                && settings.contentTypes().equals(other.settings.contentTypes())
                && settings.platforms().equals(other.settings.platforms())
                && java.util.Objects.equals(settings.language(), other.settings.language())
                && TopicQuery.places(settings.location()).equals(TopicQuery.places(other.settings.location()))
                && settings.minEngagement().equals(other.settings.minEngagement());
    }

    private static void keywords(List<Problem.FieldError> errors, List<Topic.Keyword> keywords) {
        check(errors, !keywords.isEmpty(), "keywords", "must hold at least one");
        check(errors, keywords.size() <= MOST_KEYWORDS, "keywords", "must hold at most " + MOST_KEYWORDS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < keywords.size(); i++) {
            Topic.Keyword keyword = keywords.get(i);
            String field = "keywords[" + i + "]";
            text(errors, field + ".term", keyword.term().strip(), 1, LONGEST_TERM);
            check(errors, seen.add(keyword.term().strip()), field + ".term", "is there twice");
            check(
                    errors,
                    keyword.weight() > 0 && keyword.weight() <= 1,
                    field + ".weight",
                    "must be above 0, at most 1");
            terms(errors, field + ".variations", keyword.variations(), MOST_VARIATIONS);
        }
    }

    private static void settings(List<Problem.FieldError> errors, Topic.Settings settings) {
        check(
                errors,
                FREQUENCIES.contains(settings.updateFrequency()),
                "settings.updateFrequency",
                "must be one of 5m, 15m, 30m, 1h, 6h, 12h, 1d");
        check(
                errors,
                TYPES.containsAll(settings.contentTypes()),
                "settings.contentTypes",
                "must be of tweet, post, video, image, story, generated");
        check(
                errors,
                settings.platforms().stream().allMatch(platform -> platform.matches("[a-z][a-z0-9_-]{0,29}")),
                "settings.platforms",
                "must be names of platforms such as twitter");
        String location = settings.location();
        text(errors, "settings.location", location == null ? "" : location, 0, LONGEST_LOCATION);
        String language = settings.language();
        check(
                errors,
                language == null || language.matches("[a-z]{2,3}"),
                "settings.language",
                "must be a code such as en or zh");
        check(
                errors,
                settings.minEngagement().keySet().stream().allMatch(name -> name.matches(COUNTER)),
                "settings.minEngagement",
                "must have names of counters such as likes: letters and digits");
        check(
                errors,
                settings.minEngagement().values().stream().allMatch(least -> least >= 0),
                "settings.minEngagement",
                "must not be negative");
    }

    private static void filters(List<Problem.FieldError> errors, Topic.Filters filters) {
        check(
                errors,
                SENTIMENTS.containsAll(filters.sentiment()),
                "filters.sentiment",
                "must be of positive, negative, neutral");
        terms(errors, "filters.excludeKeywords", filters.excludeKeywords(), MOST_EXCLUDES);
        check(errors, filters.minFollowers() >= 0, "filters.minFollowers", "must not be negative");
    }

    private static void terms(List<Problem.FieldError> errors, String field, List<String> terms, int most) {
        check(errors, terms.size() <= most, field, "must hold at most " + most);
        for (String term : terms) {
            text(errors, field, term.strip(), 1, LONGEST_TERM);
        }
    }

    private static void text(List<Problem.FieldError> errors, String field, String text, int least, int most) {
        check(
                errors,
                text.length() >= least && text.length() <= most,
                field,
                least == 0
                        ? "must have at most " + most + " characters"
                        : "must have " + least + " to " + most + " characters");
    }

    private static void check(List<Problem.FieldError> errors, boolean right, String field, String message) {
        if (!right) {
            errors.add(new Problem.FieldError(field, message));
        }
    }
}
