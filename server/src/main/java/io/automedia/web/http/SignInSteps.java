package io.automedia.web.http;

import io.automedia.access.Authenticator;
import io.automedia.oidc.Providers;
import io.automedia.sessions.Client;
import io.automedia.sessions.Proof;
import io.automedia.sessions.Sessions;
import io.automedia.sessions.SignIns;
import io.automedia.shared.Problem;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What all ways of signing in have in common: the page on which they begin, the one that asks for a
/// code, and the cookie in the end. The templates `login`, `code` and `register` get `message` (what
/// went wrong), `next`, and `email` with `registrationOpen` and `providers`, or the `challenge` that
/// goes with a code. `notice` tells why one of the forms is shown, when that needs a word.
@Component
final class SignInSteps {
    /// The server decides when a session ends; the cookie only must not end before.
    private static final Duration COOKIE_LIFE = Duration.ofDays(365);

    /// The notice to who sent a form without being signed in any more.
    static final String NOT_DONE = "undone";

    private static final String OPEN_TOO_LONG = "late";
    private static final Set<String> NOTICES = Set.of(NOT_DONE, OPEN_TOO_LONG);

    private final Sessions sessions;
    private final NewAccounts newAccounts;
    private final Providers providers;
    private final MessageSource messages;

    SignInSteps(Sessions sessions, NewAccounts newAccounts, Providers providers, MessageSource messages) {
        this.sessions = sessions;
        this.newAccounts = newAccounts;
        this.providers = providers;
        this.messages = messages;
    }

    /// The address of the form for nobody in particular that this request sent, with a word on why it is shown again:
    /// its page was open for so long that the browser had forgotten the token that it came with.
    ///
    /// @return empty for any other form
    static Optional<String> again(HttpServletRequest request) {
        String path = request.getRequestURI();
        String page = path.equals("/register") ? path : path.startsWith("/login") ? "/login" : null;
        String next = request.getParameter("next");
        return Optional.ofNullable(page)
                .map(form -> form + "?notice=" + OPEN_TOO_LONG
                        + (next == null ? "" : "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }

    /// The page `login` or `register` as it is opened.
    ///
    /// @param notice a word on why it is shown; any other text for none
    String opened(String view, String notice, String next, Model model) {
        model.addAttribute("notice", NOTICES.contains(notice) ? notice : null);
        return page(view, null, "", next, model);
    }

    /// The page `login` or `register`.
    ///
    /// @param problem what went wrong; null when nothing did
    String page(String view, @Nullable Problem problem, String email, String next, Model model) {
        model.addAttribute("message", problem == null ? null : refusal(problem).text());
        model.addAttribute("email", email);
        model.addAttribute("next", local(next));
        model.addAttribute("registrationOpen", newAccounts.isRegistrationOpen());
        model.addAttribute("providers", providers.all());
        return view;
    }

    /// The page that asks for the code beside what was shown.
    String codePage(String challenge, @Nullable Problem problem, String next, Model model) {
        model.addAttribute("message", problem == null ? null : refusal(problem).text());
        model.addAttribute("challenge", challenge);
        model.addAttribute("next", local(next));
        return "code";
    }

    /// Leads on, or to the page that asks for a code.
    String outcome(
            SignIns.Outcome outcome,
            String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (outcome) {
            case SignIns.Done done -> signedIn(done.user(), done.proof(), next, request, response);
            case SignIns.CodeNeeded needed -> codePage(needed.challenge(), null, next, model);
        };
    }

    /// Opens a session for this browser, and leads to where its owner wanted to go.
    String signedIn(User user, Proof proof, String next, HttpServletRequest request, HttpServletResponse response) {
        String value = sessions.openForBrowser(user, Client.of(request), proof);
        // the browser forgets the session that it had: nobody could end that any more
        sessions.ofCookie(CallerFilter.cookie(request)).ifPresent(sessions::close);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(Authenticator.COOKIE, value, COOKIE_LIFE, request));
        return "redirect:" + local(next);
    }

    /// A cookie for this host and no script.
    ///
    /// @param life zero to forget it
    static String cookie(String name, String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(CookieNames.of(name, request), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }

    /// What is said of a problem to whoever asks now.
    Refusal refusal(Problem problem) {
        return Refusal.of(new Words(messages, LocaleContextHolder.getLocale()), problem);
    }

    /// Sets what belongs to a problem.
    ///
    /// @return its status
    static int tell(Problem problem, HttpServletResponse response) {
        ProblemBody body = ProblemBody.of(problem, "");
        body.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        return body.status();
    }

    /// The page of ours to which to go, whatever was asked for.
    static String local(String next) {
        // braces would be taken for variables of the redirect
        return PagePaths.isLocal(next) ? next.replace("{", "%7B").replace("}", "%7D") : "/";
    }
}
