package io.automedia.web.settings;

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
            @RequestHeader(name = "Referer", required = false) @Nullable String referer) {
        users.change(
                visit.caller().userId(),
                OptionalLong.empty(),
                user -> user.with(
                        user.profile().in(zone).checked(),
                        user.preferences().with(language, theme).checkedAfter(user.preferences())));
        return "redirect:" + Return.path(referer);
    }
}
