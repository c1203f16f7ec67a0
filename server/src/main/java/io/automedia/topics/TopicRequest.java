package io.automedia.topics;

import static io.automedia.shared.Merge.optional;
import static io.automedia.shared.Merge.or;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A topic as a caller sends it. What is absent keeps its value (in a new topic: its default); an empty text removes a
/// description, a
/// category, a language or a location.
public record TopicRequest(
        @Schema(minLength = 1, maxLength = TopicDraft.LONGEST_NAME) @Nullable
        String name,

        @Schema(maxLength = TopicDraft.LONGEST_DESCRIPTION) @Nullable
        String description,

        @ArraySchema(minItems = 1, maxItems = TopicDraft.MOST_KEYWORDS) @Nullable
        List<KeywordRequest> keywords,

        @Schema(minimum = "1", maximum = "5") @Nullable Integer weight,

        @Schema(maxLength = TopicDraft.LONGEST_NAME) @Nullable
        String category,

        @Nullable Boolean isActive,
        @Nullable SettingsRequest settings,
        @Nullable FiltersRequest filters) {

    /// A keyword; its weight is 1 when absent.
    public record KeywordRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = TopicDraft.LONGEST_TERM)
            @Nullable
            String term,

            @Schema(minimum = "0", maximum = "1", description = "above 0") @Nullable
            Double weight,

            @ArraySchema(
                    maxItems = TopicDraft.MOST_VARIATIONS,
                    schema = @Schema(minLength = 1, maxLength = TopicDraft.LONGEST_TERM))
            @Nullable
            List<String> variations) {
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
            @Schema(allowableValues = {"5m", "15m", "30m", "1h", "6h", "12h", "1d"}) @Nullable
            String updateFrequency,

            @Nullable Boolean notificationEnabled,
            @Nullable Boolean autoCollect,

            @ArraySchema(schema = @Schema(allowableValues = {"tweet", "post", "video", "image", "story", "generated"}))
            @Nullable
            List<String> contentTypes,

            @Nullable List<String> platforms,
            @Nullable String language,

            @Schema(maxLength = TopicDraft.LONGEST_LOCATION) @Nullable
            String location,

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
            @ArraySchema(schema = @Schema(allowableValues = {"positive", "negative", "neutral"})) @Nullable
            List<String> sentiment,

            @ArraySchema(
                    maxItems = TopicDraft.MOST_EXCLUDES,
                    schema = @Schema(minLength = 1, maxLength = TopicDraft.LONGEST_TERM))
            @Nullable
            List<String> excludeKeywords,

            @Nullable Boolean includeVerified,
            @Schema(minimum = "0") @Nullable Long minFollowers) {
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
