package io.automedia.web.settings;

import io.automedia.users.Preferences;
import io.automedia.users.Profile;
import io.automedia.users.User;
import io.automedia.users.Users;
import io.automedia.web.page.Visit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
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

    @PostMapping("/settings")
    String save(
            Visit visit,
            @RequestParam String theme,
            @RequestParam String language,
            @RequestParam String zone,
            @RequestHeader(name = "Referer", required = false) @Nullable String referer) {
        users.change(
                visit.caller().userId(),
                OptionalLong.empty(),
                user -> user.with(inZone(user.profile(), zone), wanting(user, theme, language)));
        return "redirect:" + Return.path(referer);
    }

    private static Profile inZone(Profile profile, String zone) {
        return new Profile(
                        profile.firstName(),
                        profile.lastName(),
                        profile.avatar(),
                        profile.bio(),
                        profile.website(),
                        profile.location(),
                        zone)
                .checked();
    }

    private static Preferences wanting(User user, String theme, String language) {
        Preferences now = user.preferences();
        return new Preferences(language, theme, now.notifications(), now.privacy(), now.contentDefaults()).checked();
    }
}
