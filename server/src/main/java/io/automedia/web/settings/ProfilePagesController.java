package io.automedia.web.settings;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.users.Preferences;
import io.automedia.users.Profile;
import io.automedia.users.Profiles;
import io.automedia.users.User;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/profile`: what a person tells of himself, who sees it, and how he is told of things.
@Controller
final class ProfilePagesController {
    private static final String PAGE = "/settings/profile";
    private static final Set<String> FORMS = Set.of("profile", "privacy", "notifications");

    private final Profiles profiles;

    ProfilePagesController(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping(PAGE)
    ModelAndView page(Visit visit, @RequestParam(defaultValue = "") String done) {
        User user = profiles.own(visit.caller());
        return shown(user, user.profile(), FORMS.contains(done) ? done : null, null, null);
    }

    @PostMapping(PAGE)
    ModelAndView profile(
            Visit visit,
            @RequestParam(defaultValue = "") String firstName,
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(defaultValue = "") String bio,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(defaultValue = "") String location,
            @RequestParam(defaultValue = "") String avatar) {
        return done(
                visit,
                "profile",
                user -> user.with(
                        new Profile(
                                text(firstName),
                                text(lastName),
                                text(avatar),
                                text(bio),
                                text(website),
                                text(location),
                                user.profile().timezone()),
                        user.preferences()));
    }

    @PostMapping(PAGE + "/privacy")
    ModelAndView privacy(
            Visit visit,
            @RequestParam(defaultValue = "") String profileVisibility,
            @RequestParam(defaultValue = "") String activityVisibility) {
        return done(
                visit,
                "privacy",
                user -> user.with(
                        user.profile(),
                        user.preferences().seenBy(new Preferences.Privacy(profileVisibility, activityVisibility))));
    }

    /// What a browser leaves out is switched off.
    @PostMapping(PAGE + "/notifications")
    ModelAndView notifications(
            Visit visit,
            @RequestParam(defaultValue = "false") boolean email,
            @RequestParam(defaultValue = "false") boolean push,
            @RequestParam(defaultValue = "false") boolean telegram) {
        return done(
                visit,
                "notifications",
                user -> user.with(
                        user.profile(),
                        user.preferences().notifiedBy(new Preferences.Notifications(email, push, telegram))));
    }

    private static @Nullable String text(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }

    private ModelAndView done(Visit visit, String form, UnaryOperator<User> change) {
        try {
            profiles.change(visit.caller(), OptionalLong.empty(), change);
            return new ModelAndView("redirect:" + PAGE + "?done=" + form);
        } catch (ProblemException wrong) {
            if (!(wrong.problem() instanceof Problem.Invalid)) {
                throw wrong;
            }
            User user = profiles.own(visit.caller());
            ModelAndView shown = shown(
                    user,
                    change.apply(user).profile(),
                    null,
                    form,
                    Refusal.of(visit.words(), wrong.problem()).text());
            shown.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return shown;
        }
    }

    private static ModelAndView shown(
            User user, Profile profile, @Nullable String done, @Nullable String form, @Nullable String wrong) {
        return new ModelAndView(
                "settings/profile",
                "page",
                new ProfilePage(
                        profile,
                        user.preferences().privacy(),
                        user.preferences().notifications(),
                        done,
                        form,
                        wrong));
    }
}
