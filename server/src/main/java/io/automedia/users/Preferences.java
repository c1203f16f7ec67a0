package io.automedia.users;

import io.automedia.shared.Faults;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// How a person wants things.
///
/// @param language the language of the pages, as in `en` or `zh-CN`
/// @param theme `light`, `dark` or `system`
public record Preferences(
        String language,

        @Schema(allowableValues = {"light", "dark", "system"})
        String theme,

        Notifications notifications,
        Privacy privacy,
        ContentDefaults contentDefaults) {
    private static final List<String> THEMES = List.of("light", "dark", "system");
    private static final List<String> VISIBILITIES = List.of("public", "private");
    private static final List<String> MODERATION = List.of("approved", "pending");
    private static final int NAME = 100;
    /// The longest time that posts can be kept for, if not for good.
    static final int MOST_DAYS = 3_650;

    /// The channels on which he is told of things.
    public record Notifications(boolean email, boolean push, boolean telegram) {}

    /// Who sees him: `public` or `private`.
    public record Privacy(
            @Schema(allowableValues = {"public", "private"}) String profileVisibility,
            @Schema(allowableValues = {"public", "private"}) String activityVisibility) {}

    /// What is selected when he makes something new or looks at his posts.
    ///
    /// @param defaultPlatform the one whose posts pages show while he asks for nothing; null or empty for all
    /// @param moderationStatus ours: as what posts come into his library, `approved` (also when null) or `pending`,
    ///     which makes it a review queue
    /// @param retentionDays ours: after how many days what was collected for him leaves his library;
    /// null for never
    public record ContentDefaults(
            @Schema(maxLength = Preferences.NAME) @Nullable String defaultAIModel,
            @Nullable ObjectId defaultAgent,
            @Nullable String defaultPlatform,

            @Schema(allowableValues = {"approved", "pending"}) @Nullable
            String moderationStatus,

            @Schema(minimum = "1", maximum = "" + Preferences.MOST_DAYS) @Nullable
            Integer retentionDays) {}

    /// What a new account has.
    public static Preferences standard() {
        return new Preferences(
                "en",
                "system",
                new Notifications(true, false, false),
                new Privacy("private", "private"),
                new ContentDefaults(null, null, null, null, null));
    }

    /// The same with pages in another language and theme.
    public Preferences with(String otherLanguage, String otherTheme) {
        return new Preferences(otherLanguage, otherTheme, notifications, privacy, contentDefaults);
    }

    /// The same with another time for which posts are kept.
    ///
    /// @param days null for ever
    public Preferences keeping(@Nullable Integer days) {
        return new Preferences(
                language,
                theme,
                notifications,
                privacy,
                new ContentDefaults(
                        contentDefaults.defaultAIModel(),
                        contentDefaults.defaultAgent(),
                        contentDefaults.defaultPlatform(),
                        contentDefaults.moderationStatus(),
                        days));
    }

    /// The same with another platform whose posts are seen first.
    ///
    /// @param platform null for all
    public Preferences preselecting(@Nullable String platform) {
        return new Preferences(
                language,
                theme,
                notifications,
                privacy,
                new ContentDefaults(
                        contentDefaults.defaultAIModel(),
                        contentDefaults.defaultAgent(),
                        platform,
                        contentDefaults.moderationStatus(),
                        contentDefaults.retentionDays()));
    }

    /// The same, told of things on other channels.
    public Preferences notifiedBy(Notifications channels) {
        return new Preferences(language, theme, channels, privacy, contentDefaults);
    }

    /// The same, seen by others.
    public Preferences seenBy(Privacy others) {
        return new Preferences(language, theme, notifications, others, contentDefaults);
    }

    /// The same without an agent that may not be used any more.
    Preferences withoutAgent(ObjectId agent) {
        return agent.equals(contentDefaults.defaultAgent())
                ? new Preferences(
                        language,
                        theme,
                        notifications,
                        privacy,
                        new ContentDefaults(
                                contentDefaults.defaultAIModel(),
                                null,
                                contentDefaults.defaultPlatform(),
                                contentDefaults.moderationStatus(),
                                contentDefaults.retentionDays()))
                : this;
    }

    /// The same, when it meets the rules.
    ///
    /// @param before what it was changed from: a language that was taken once may stay
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the fields that don't
    public Preferences checkedAfter(Preferences before) {
        Faults faults = new Faults();
        required(faults, "preferences.language", language);
        required(faults, "preferences.theme", theme);
        required(faults, "preferences.notifications", notifications);
        required(faults, "preferences.privacy", privacy);
        required(faults, "preferences.contentDefaults", contentDefaults);
        faults.raise();
        faults.unless(
                language.equals(before.language) || isLanguage(language),
                "preferences.language",
                "must be the tag of a language, such as en or zh-CN");
        oneOf(faults, "preferences.theme", theme, THEMES);
        oneOf(faults, "preferences.privacy.profileVisibility", privacy.profileVisibility(), VISIBILITIES);
        oneOf(faults, "preferences.privacy.activityVisibility", privacy.activityVisibility(), VISIBILITIES);
        length(faults, "preferences.contentDefaults.defaultAIModel", contentDefaults.defaultAIModel());
        length(faults, "preferences.contentDefaults.defaultPlatform", contentDefaults.defaultPlatform());
        if (contentDefaults.moderationStatus() != null) {
            oneOf(
                    faults,
                    "preferences.contentDefaults.moderationStatus",
                    contentDefaults.moderationStatus(),
                    MODERATION);
        }
        Integer days = contentDefaults.retentionDays();
        faults.unless(
                days == null || (days >= 1 && days <= MOST_DAYS),
                "preferences.contentDefaults.retentionDays",
                "must be a whole number of days from 1 to " + MOST_DAYS + ", or null for ever");
        faults.raise();
        return this;
    }

    /// Whether it is a tag as BCP 47 has them, of a language and a country that there are.
    private static boolean isLanguage(String tag) {
        if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
            return false;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage())
                    && (locale.getCountry().isEmpty()
                            || !locale.getDisplayCountry(Locale.ENGLISH).equals(locale.getCountry()));
        } catch (IllformedLocaleException notATag) {
            return false;
        }
    }

    private static void required(Faults faults, String field, @Nullable Object value) {
        faults.unless(value != null, field, "is required");
    }

    private static void oneOf(Faults faults, String field, @Nullable String value, List<String> allowed) {
        faults.unless(value != null && allowed.contains(value), field, "must be one of " + String.join(", ", allowed));
    }

    private static void length(Faults faults, String field, @Nullable String text) {
        faults.unless(text == null || text.length() <= NAME, field, "must have at most " + NAME + " characters");
    }
}
