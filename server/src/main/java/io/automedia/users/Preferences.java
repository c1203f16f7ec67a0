package io.automedia.users;

import io.automedia.shared.Problem;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// How a person wants things.
///
/// @param language the language of the pages, as in `en` or `zh-CN`
/// @param theme `light`, `dark` or `system`
public record Preferences(
        String language, String theme, Notifications notifications, Privacy privacy, ContentDefaults contentDefaults) {
    private static final List<String> THEMES = List.of("light", "dark", "system");
    private static final List<String> VISIBILITIES = List.of("public", "private");
    private static final int NAME = 100;

    /// The channels on which he is told of things.
    public record Notifications(boolean email, boolean push, boolean telegram) {}

    /// Who sees him: `public` or `private`.
    public record Privacy(String profileVisibility, String activityVisibility) {}

    /// What is selected when he makes something new.
    public record ContentDefaults(
            @Nullable String defaultAIModel,
            @Nullable ObjectId defaultAgent,
            @Nullable String defaultPlatform) {}

    /// What a new account has.
    public static Preferences standard() {
        return new Preferences(
                "en",
                "system",
                new Notifications(true, false, false),
                new Privacy("private", "private"),
                new ContentDefaults(null, null, null));
    }

    /// The same with pages in another language and theme.
    public Preferences with(String otherLanguage, String otherTheme) {
        return new Preferences(otherLanguage, otherTheme, notifications, privacy, contentDefaults);
    }

    /// The same, when it meets the rules.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the field that doesn't
    public Preferences checked() {
        required("preferences.language", language);
        required("preferences.theme", theme);
        required("preferences.notifications", notifications);
        required("preferences.privacy", privacy);
        required("preferences.contentDefaults", contentDefaults);
        if (!language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
            throw Problem.invalid("preferences.language", "must be a language tag such as en or zh-CN")
                    .exception();
        }
        oneOf("preferences.theme", theme, THEMES);
        oneOf("preferences.privacy.profileVisibility", privacy.profileVisibility(), VISIBILITIES);
        oneOf("preferences.privacy.activityVisibility", privacy.activityVisibility(), VISIBILITIES);
        length("preferences.contentDefaults.defaultAIModel", contentDefaults.defaultAIModel());
        length("preferences.contentDefaults.defaultPlatform", contentDefaults.defaultPlatform());
        return this;
    }

    private static void required(String field, @Nullable Object value) {
        if (value == null) {
            throw Problem.invalid(field, "is required").exception();
        }
    }

    private static void oneOf(String field, @Nullable String value, List<String> allowed) {
        if (value == null || !allowed.contains(value)) {
            throw Problem.invalid(field, "must be one of " + String.join(", ", allowed))
                    .exception();
        }
    }

    private static void length(String field, @Nullable String text) {
        if (text != null && text.length() > NAME) {
            throw Problem.invalid(field, "must have at most " + NAME + " characters")
                    .exception();
        }
    }
}
