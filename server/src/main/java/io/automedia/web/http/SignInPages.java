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
import io.automedia.users.NewAccounts;
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
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Registering, signing in and out, for people. The templates `login`, `code` and `register` get
/// `message` (what went wrong), `next`, and `email` with `registrationOpen`, or the `challenge`
/// that goes with a code.
@Controller
final class SignInPages {
    /// The server decides when a session ends; the cookie only must not end before.
    private static final Duration COOKIE_LIFE = Duration.ofDays(365);

    private final SignIns signIns;
    private final Sessions sessions;
    private final NewAccounts newAccounts;
    private final Users users;
    private final Accounts accounts;
    private final Visits visits;

    SignInPages(
            SignIns signIns,
            Sessions sessions,
            NewAccounts newAccounts,
            Users users,
            Accounts accounts,
            Visits visits) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.users = users;
        this.visits = visits;
    }

    @GetMapping("/login")
    String login(@Nullable Caller caller, @RequestParam(defaultValue = "/") String next, Model model) {
        return caller == null ? page("login", null, "", next, model) : "redirect:" + local(next);
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
            return switch (signIns.withPassword(email, password, Client.of(request))) {
                case SignIns.Done done -> signedIn(done, next, request, response);
                case SignIns.CodeNeeded needed -> codePage(needed.challenge(), null, next, model);
            };
        } catch (ProblemException wrong) {
            response.setStatus(tell(wrong.problem(), response));
            return page("login", wrong.problem(), email, next, model);
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
            return signedIn(signIns.withCode(challenge, code, Client.of(request)), next, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(tell(wrong.problem(), response));
            return wrong.problem().code().equals("AUTH003")
                    ? page("login", wrong.problem(), "", next, model)
                    : codePage(challenge, wrong.problem(), next, model);
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
            return signedIn(signIns.withPasskey(credential, Client.of(request)), next, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(tell(wrong.problem(), response));
            return page("login", wrong.problem(), "", next, model);
        }
    }

    private static String codePage(String challenge, @Nullable Problem problem, String next, Model model) {
        model.addAttribute("message", problem == null ? null : problem.detail());
        model.addAttribute("challenge", challenge);
        model.addAttribute("next", local(next));
        return "code";
    }

    private String signedIn(SignIns.Done done, String next, HttpServletRequest request, HttpServletResponse response) {
        signIn(done.user(), done.proof(), request, response);
        return "redirect:" + local(next);
    }

    @GetMapping("/register")
    String register(@Nullable Caller caller, @RequestParam(defaultValue = "/") String next, Model model) {
        return caller == null ? page("register", null, "", next, model) : "redirect:" + local(next);
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
            signIn(asHisBrowser(made.get(), request), Proof.PASSWORD, request, response);
            return "redirect:" + local(next);
        } catch (ProblemException wrong) {
            response.setStatus(tell(wrong.problem(), response));
            return page("register", wrong.problem(), email, next, model);
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
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return sessions.useOneTimeLogin(token)
                .map(user -> {
                    signIn(user, Proof.LINK, request, response);
                    return "redirect:/";
                })
                .orElseGet(() -> {
                    Problem used = new Problem.Unauthenticated(
                            "AUTH003", "This link was used already or has expired: sign in, or ask for a new one.");
                    response.setStatus(tell(used, response));
                    return page("login", used, "", "/", model);
                });
    }

    @PostMapping("/logout")
    String logout(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        sessions.close(caller);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request));
        return "redirect:/login";
    }

    private void signIn(User user, Proof proof, HttpServletRequest request, HttpServletResponse response) {
        String value = sessions.openForBrowser(user, Client.of(request), proof);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, COOKIE_LIFE, request));
    }

    private static String cookie(String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(CookieNames.of(Authenticator.COOKIE, request), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }

    static int tell(Problem problem, HttpServletResponse response) {
        ProblemBody body = ProblemBody.of(problem, "");
        body.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        return body.status();
    }

    private String page(String view, @Nullable Problem problem, String email, String next, Model model) {
        model.addAttribute("message", problem == null ? null : problem.detail());
        model.addAttribute("email", email);
        model.addAttribute("next", local(next));
        model.addAttribute("registrationOpen", newAccounts.isRegistrationOpen());
        return view;
    }

    private static String local(String next) {
        // braces would be taken for variables of the redirect
        return PagePaths.isLocal(next) ? next.replace("{", "%7B").replace("}", "%7D") : "/";
    }
}
