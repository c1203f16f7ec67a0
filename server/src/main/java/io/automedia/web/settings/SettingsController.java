package io.automedia.web.settings;

import io.automedia.shared.Problem;
import io.automedia.users.Preferences;
import io.automedia.users.Users;
import io.automedia.web.page.Visit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Keeps what a person sets in the menu, and leads back to the page that he came from.
@Controller
final class SettingsController {
    private final Users users;

    SettingsController(Users users) {
        this.users = users;
    }

    /// They are a menu of every page.
    @GetMapping("/settings")
    String show() {
        return "redirect:/#settings";
    }

    @PostMapping("/settings")
    String save(
            Visit visit,
            @RequestParam String theme,
            @RequestParam String language,
            @RequestParam String zone,
            @RequestParam(required = false) @Nullable String keep,
            @RequestParam(required = false) @Nullable String platform,
            @RequestHeader(name = "Referer", required = false) @Nullable String referer) {
        users.change(
                visit.caller().userId(),
                OptionalLong.empty(),
                user -> user.with(
                        user.profile().in(zone).checked(),
                        preselected(kept(user.preferences().with(language, theme), keep), platform)
                                .checkedAfter(user.preferences())));
        return "redirect:" + Return.path(referer);
    }

    /// @param platform empty for all; null for the same as before
    private static Preferences preselected(Preferences preferences, @Nullable String platform) {
        return platform == null ? preferences : preferences.preselecting(platform.isEmpty() ? null : platform);
    }

    /// @param days empty for ever; null for as long as before
    private static Preferences kept(Preferences preferences, @Nullable String days) {
        if (days == null) {
            return preferences;
        }
        try {
            return preferences.keeping(days.isEmpty() ? null : Integer.valueOf(days));
        } catch (NumberFormatException noNumber) {
            throw Problem.invalid("keep", "must be a whole number of days, or nothing for ever")
                    .exception();
        }
    }
}
