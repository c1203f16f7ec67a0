package io.automedia.web.filter;

import io.automedia.web.filter.FilterBar.Active;
import io.automedia.web.filter.FilterBar.Choice;
import io.automedia.web.filter.FilterBar.Field;
import io.automedia.web.filter.FilterBar.Group;
import io.automedia.web.filter.FilterBar.Kept;
import io.automedia.web.page.PlatformMark;
import io.automedia.web.page.Visit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/// Builds the filters of a page: groups of choices, typed fields, what is in force.
///
/// @param topics the person's topics: name by id
public record FilterBars(Visit visit, Filters filters, Map<String, String> topics) {
    /// The platforms that are always offered.
    public static final List<String> PLATFORMS =
            List.of("twitter", "xiaohongshu", "facebook", "instagram", "tiktok", "rss");

    /// The types of posts.
    public static final List<String> TYPES = List.of("tweet", "post", "video", "image", "story");

    /// The sentiments, in the order in which they are shown.
    public static final List<String> SENTIMENTS = List.of("positive", "neutral", "negative");

    /// The languages that are always offered.
    public static final List<String> LANGUAGES = List.of("en", "zh", "es", "de", "fr", "pt", "it", "ar");

    private static final Set<String> OPEN_NAMES = Set.of("dateFrom", "dateTo");

    /// The bar with these groups and typed fields; parameters in `kept` are sent on and are no filters.
    public FilterBar bar(List<String> groups, List<String> fields, Set<String> kept, List<String> platformsSeen) {
        List<Kept> sent = new ArrayList<>();
        filters.only(kept).values().forEach((name, all) -> all.forEach(value -> sent.add(new Kept(name, value))));
        if (filters.preselects()) {
            sent.add(new Kept("platform", ""));
        }
        List<Field> typed = new ArrayList<>();
        for (String name : fields) {
            typed.add(new Field(name, title(name), type(name), String.join(", ", filters.all(name)), typed.isEmpty()));
        }
        List<Group> shown = groups.stream()
                .map(name -> group(name, platformsSeen))
                .filter(group -> !group.choices().isEmpty())
                .toList();
        List<Active> active = active(kept);
        return new FilterBar(
                active.size(), sent, shown, typed, active, filters.only(kept).href());
    }

    private static String type(String name) {
        return name.equals("minLikes") ? "number" : OPEN_NAMES.contains(name) ? "date" : "text";
    }

    private String title(String name) {
        return visit.words().of("filter." + name);
    }

    private Group group(String name, List<String> platformsSeen) {
        SequencedSet<String> values = new LinkedHashSet<>(
                switch (name) {
                    case "platform" -> PLATFORMS;
                    case "sentiment" -> SENTIMENTS;
                    case "type" -> TYPES;
                    case "language" -> LANGUAGES;
                    case "topic" -> List.copyOf(topics.keySet());
                    default -> List.of("true");
                });
        if (name.equals("platform")) {
            values.addAll(platformsSeen);
        }
        values.addAll(filters.all(name));
        List<Choice> choices = values.stream().map(value -> choice(name, value)).toList();
        return new Group(name, title(name), choices);
    }

    /// One value of a group, with its mark.
    public Choice choice(String name, String value) {
        return new Choice(
                value,
                valueName(name, value),
                filters.has(name, value),
                name.equals("platform") ? PlatformMark.of(value, visit.words()) : null,
                name.equals("sentiment") && SENTIMENTS.contains(value) ? value : null);
    }

    private String valueName(String name, String value) {
        return switch (name) {
            case "platform" -> visit.words().named("platform.", value);
            case "sentiment" -> visit.words().named("sentiment.", value);
            case "type" -> visit.words().named("type.", value);
            case "language" -> visit.formats().language(value);
            case "topic" -> topics.getOrDefault(value, value);
            case "verified", "archived", "aiGenerated" -> visit.words().of("filter." + name + ".true");
            default -> value;
        };
    }

    private List<Active> active(Set<String> kept) {
        List<Active> active = new ArrayList<>();
        filters.without(kept.toArray(String[]::new))
                .values()
                .forEach((name, all) -> all.forEach(value -> active.add(new Active(
                        title(name),
                        valueName(name, value),
                        filters.toggled(name, value).href()))));
        return active;
    }
}
