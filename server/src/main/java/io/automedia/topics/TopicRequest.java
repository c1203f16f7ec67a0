package io.automedia.topics;

import static io.automedia.shared.Merge.optional;
import static io.automedia.shared.Merge.or;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A topic as a caller sends it. What is absent keeps its value (in a new topic: its default); an empty text removes a
/// description, a
/// category, a language or a location.
public record TopicRequest(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<KeywordRequest> keywords,
        @Nullable Integer weight,
        @Nullable String category,
        @Nullable Boolean isActive,
        @Nullable SettingsRequest settings,
        @Nullable FiltersRequest filters) {

    /// A keyword; its weight is 1 when absent.
    public record KeywordRequest(
            @Nullable String term,
            @Nullable Double weight,
            @Nullable List<String> variations) {
        Topic.Keyword keyword() {
            return new Topic.Keyword(
                    term == null ? "" : term.strip(),
                    weight == null ? 1 : weight,
                    variations == null
                            ? List.of()
                            : variations.stream().map(String::strip).toList());
        }
    }

    /// Where to look.
    public record SettingsRequest(
            @Nullable String updateFrequency,
            @Nullable Boolean notificationEnabled,
            @Nullable Boolean autoCollect,
            @Nullable List<String> contentTypes,
            @Nullable List<String> platforms,
            @Nullable String language,
            @Nullable String location,
            @Nullable Map<String, Long> minEngagement) {
        Topic.Settings over(Topic.Settings base) {
            return new Topic.Settings(
                    or(updateFrequency, base.updateFrequency()),
                    or(notificationEnabled, base.notificationEnabled()),
                    or(autoCollect, base.autoCollect()),
                    or(contentTypes, base.contentTypes()),
                    or(platforms, base.platforms()),
                    optional(language, base.language()),
                    optional(location, base.location()),
                    or(minEngagement, base.minEngagement()));
        }
    }

    /// What to hold back.
    public record FiltersRequest(
            @Nullable List<String> sentiment,
            @Nullable List<String> excludeKeywords,
            @Nullable Boolean includeVerified,
            @Nullable Long minFollowers) {
        Topic.Filters over(Topic.Filters base) {
            return new Topic.Filters(
                    or(sentiment, base.sentiment()),
                    or(excludeKeywords, base.excludeKeywords()),
                    or(includeVerified, base.includeVerified()),
                    or(minFollowers, base.minFollowers()));
        }
    }

    /// A new topic.
    public TopicDraft draft() {
        return draft(or(name, ""), null, List.of(), 3, null, true, Topic.Settings.DEFAULT, Topic.Filters.NONE);
    }

    /// The topic, changed.
    public TopicDraft over(TopicDraft base) {
        return draft(
                or(name, base.name()),
                base.description(),
                base.keywords(),
                base.weight(),
                base.category(),
                base.isActive(),
                base.settings(),
                base.filters());
    }

    private TopicDraft draft(
            String finalName,
            @Nullable String baseDescription,
            List<Topic.Keyword> baseKeywords,
            int baseWeight,
            @Nullable String baseCategory,
            boolean baseActive,
            Topic.Settings baseSettings,
            Topic.Filters baseFilters) {
        return new TopicDraft(
                finalName,
                optional(description, baseDescription),
                keywords == null
                        ? baseKeywords
                        : keywords.stream().map(KeywordRequest::keyword).toList(),
                or(weight, baseWeight),
                optional(category, baseCategory),
                or(isActive, baseActive),
                settings == null ? baseSettings : settings.over(baseSettings),
                filters == null ? baseFilters : filters.over(baseFilters));
    }
}
