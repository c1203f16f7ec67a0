package io.automedia.web.http;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.accounts.Accounts;
import io.automedia.sessions.Client;
import io.automedia.sessions.Proof;
import io.automedia.sessions.Sessions;
import io.automedia.sessions.SignIns;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.users.Profile;
import io.automedia.users.Registration;
import io.automedia.users.User;
import io.automedia.users.Users;
import io.automedia.web.page.Viewer;
import io.automedia.web.page.Visits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Registering, signing in and out, for people.
@Controller
final class SignInPages {
    private final SignIns signIns;
    private final Sessions sessions;
    private final Users users;
    private final Accounts accounts;
    private final Visits visits;
    private final SignInSteps steps;

    SignInPages(SignIns signIns, Sessions sessions, Users users, Accounts accounts, Visits visits, SignInSteps steps) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.accounts = accounts;
        this.users = users;
        this.visits = visits;
        this.steps = steps;
    }

    @GetMapping("/login")
    String login(
            @Nullable Caller caller,
            @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String notice,
            Model model) {
        return caller == null ? steps.opened("login", notice, next, model) : "redirect:" + SignInSteps.local(next);
    }

    @PostMapping("/login")
    String login(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return steps.outcome(
                    signIns.withPassword(email, password, Client.of(request)), next, model, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(SignInSteps.tell(wrong.problem(), response));
            return steps.page("login", wrong.problem(), email, next, model);
        }
    }

    /// The second step, where a code is needed beside the password.
    @PostMapping("/login/code")
    String code(
            @RequestParam(defaultValue = "") String challenge,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return steps.outcome(signIns.withCode(challenge, code, Client.of(request)), next, model, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(SignInSteps.tell(wrong.problem(), response));
            return wrong.problem().code().equals("AUTH003")
                    ? steps.page("login", wrong.problem(), "", next, model)
                    : steps.codePage(challenge, wrong.problem(), next, model);
        }
    }

    /// Signs in by a passkey, in place of the password and the code.
    @PostMapping("/login/passkey")
    String passkey(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return steps.outcome(signIns.withPasskey(credential, Client.of(request)), next, model, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(SignInSteps.tell(wrong.problem(), response));
            return steps.page("login", wrong.problem(), "", next, model);
        }
    }

    @GetMapping("/register")
    String register(
            @Nullable Caller caller,
            @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String notice,
            Model model) {
        return caller == null ? steps.opened("register", notice, next, model) : "redirect:" + SignInSteps.local(next);
    }

    @PostMapping("/register")
    String register(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Viewer seen = visits.viewer(request);
            Profile profile = Profile.empty().in(seen.zone().getId());
            Optional<User> made = accounts.register(
                    new Registration(email, password, profile), seen.locale().getLanguage(), Client.of(request));
            if (made.isEmpty()) {
                model.addAttribute("told", "register");
                return "told";
            }
            return steps.signedIn(asHisBrowser(made.get(), request), Proof.PASSWORD, next, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(SignInSteps.tell(wrong.problem(), response));
            return steps.page("register", wrong.problem(), email, next, model);
        }
    }

    /// A new account starts with the language and time zone of the browser that made it.
    private User asHisBrowser(User made, HttpServletRequest request) {
        Viewer seen = visits.viewer(request);
        return users.change(
                made.userId(),
                OptionalLong.empty(),
                user -> user.with(
                        user.profile().in(seen.zone().getId()),
                        user.preferences()
                                .with(
                                        seen.locale().getLanguage(),
                                        user.preferences().theme())));
    }

    @GetMapping("/login/once")
    String once(
            @Nullable Caller caller,
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return sessions.useOneTimeLogin(token)
                .map(user -> steps.signedIn(user, Proof.LINK, "/", request, response))
                .orElseGet(() -> {
                    if (caller != null) {
                        return "redirect:/";
                    }
                    Problem used = new Problem.Unauthenticated(
                            "AUTH003", "This link was used already or has expired: sign in, or ask for a new one.");
                    response.setStatus(SignInSteps.tell(used, response));
                    return steps.page("login", used, "", "/", model);
                });
    }

    @PostMapping("/logout")
    String logout(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        sessions.close(caller);
        response.addHeader(
                HttpHeaders.SET_COOKIE, SignInSteps.cookie(Authenticator.COOKIE, "", Duration.ZERO, request));
        return "redirect:/login";
    }
}
