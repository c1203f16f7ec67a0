package io.automedia.web.http;

import io.automedia.access.Caller;
import io.automedia.accounts.ProviderAccounts;
import io.automedia.oidc.Identities;
import io.automedia.oidc.Pending;
import io.automedia.oidc.Provider;
import io.automedia.oidc.ProviderIdentity;
import io.automedia.oidc.ProviderRefused.Reason;
import io.automedia.oidc.Providers;
import io.automedia.oidc.Purpose;
import io.automedia.sessions.Client;
import io.automedia.sessions.Confirmations;
import io.automedia.sessions.Proof;
import io.automedia.sessions.SignIns;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.web.page.Viewer;
import io.automedia.web.page.Visits;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The way to a provider and back: for signing in, for connecting an account there, and for proving
/// oneself again. The template `provider` gets the `provider`, the address to `go` to, or the `message`
/// of what went wrong with the page `back`.
///
/// A page leads there, and no redirect: browsers hold the answer to a form to `form-action 'self'`.
@Controller
final class ProviderPages {
    /// Holds what answers of providers must come back to.
    static final String COOKIE = "automedia_provider";

    private static final String SECURITY = "/settings/security";

    private final Providers providers;
    private final Identities identities;
    private final SignIns signIns;
    private final Confirmations confirmations;
    private final ProviderAccounts accounts;
    private final Visits visits;
    private final SignInSteps steps;

    ProviderPages(
            Providers providers,
            Identities identities,
            SignIns signIns,
            Confirmations confirmations,
            ProviderAccounts accounts,
            Visits visits,
            SignInSteps steps) {
        this.providers = providers;
        this.identities = identities;
        this.signIns = signIns;
        this.confirmations = confirmations;
        this.accounts = accounts;
        this.visits = visits;
        this.steps = steps;
    }

    @PostMapping("/login/oidc")
    String signIn(
            @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return sent(provider, Purpose.SIGN_IN, null, next, model, request, response);
        } catch (ProblemException wrong) {
            response.setStatus(SignInSteps.tell(wrong.problem(), response));
            return steps.page("login", wrong.problem(), "", next, model);
        }
    }

    @PostMapping("/settings/security/identities")
    String connect(
            Caller caller,
            @RequestParam(defaultValue = "") String provider,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        UserId person = identities.mayConnect(caller);
        return sentOrTold(provider, Purpose.CONNECT, person, SECURITY, model, request, response);
    }

    @PostMapping("/confirm/oidc")
    String confirm(
            Caller caller,
            @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        UserId person = confirmations.mayConfirm(caller);
        return sentOrTold(provider, Purpose.CONFIRM, person, next, model, request, response);
    }

    private String sentOrTold(
            String name,
            Purpose purpose,
            UserId person,
            String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Provider provider = providers.named(name);
        try {
            return sent(name, purpose, person, next, model, request, response);
        } catch (ProblemException wrong) {
            return failed(provider, wrong.problem(), next, model, response);
        }
    }

    private String sent(
            String name,
            Purpose purpose,
            @Nullable UserId person,
            String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        signIns.countProvider(Client.of(request));
        String browser = Providers.browser(browser(request));
        URI address = providers.begin(name, purpose, person, SignInSteps.local(next), browser);
        response.addHeader(HttpHeaders.SET_COOKIE, SignInSteps.cookie(COOKIE, browser, Providers.VALID, request));
        response.setHeader("Refresh", "0;url=" + address);
        model.addAttribute("provider", providers.named(name));
        model.addAttribute("go", address.toString());
        return "provider";
    }

    private static @Nullable String browser(HttpServletRequest request) {
        String name = CookieNames.of(COOKIE, request);
        return request.getCookies() == null
                ? null
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /// Where a provider sends browsers with its answer.
    @GetMapping("/login/oidc/{provider}/callback")
    String back(
            @Nullable Caller caller,
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String iss,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Provider known = providers.named(provider);
        Pending pending;
        try {
            signIns.countProvider(Client.of(request));
            pending = providers.answered(provider, state, browser(request));
        } catch (ProblemException wrong) {
            return caller == null
                    ? login(wrong.problem(), "/", model, response)
                    : failed(known, wrong.problem(), "/", model, response);
        }
        try {
            ProviderIdentity shown = providers.identity(pending, code, iss);
            return switch (pending.purpose()) {
                case SIGN_IN -> signedIn(shown, pending.next(), model, request, response);
                case CONNECT -> {
                    identities.connect(same(caller, pending, known), shown);
                    yield "redirect:" + pending.next();
                }
                case CONFIRM -> {
                    confirmations.confirmByProvider(same(caller, pending, known), shown);
                    yield "redirect:" + pending.next();
                }
            };
        } catch (ProblemException wrong) {
            return pending.purpose() == Purpose.SIGN_IN
                    ? login(wrong.problem(), pending.next(), model, response)
                    : failed(known, wrong.problem(), pending.next(), model, response);
        }
    }

    private String signedIn(
            ProviderIdentity shown,
            String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<SignIns.Outcome> outcome = signIns.withIdentity(shown, Client.of(request));
        response.addHeader(HttpHeaders.SET_COOKIE, SignInSteps.cookie(COOKIE, "", Duration.ZERO, request));
        if (outcome.isPresent()) {
            return steps.outcome(outcome.get(), next, model, request, response);
        }
        Viewer seen = visits.viewer(request);
        User made =
                accounts.join(shown, seen.locale().getLanguage(), seen.zone().getId());
        return steps.signedIn(made, Proof.PROVIDER, next, request, response);
    }

    /// Who was sent there must still be signed in.
    private Caller same(@Nullable Caller caller, Pending pending, Provider provider) {
        if (caller instanceof Caller.Person person && person.userId().equals(pending.person())) {
            return caller;
        }
        throw providers.refused(pending.person(), provider, Reason.OTHER_PERSON);
    }

    private String login(Problem problem, String next, Model model, HttpServletResponse response) {
        response.setStatus(SignInSteps.tell(problem, response));
        return steps.page("login", problem, "", next, model);
    }

    private String failed(Provider provider, Problem problem, String back, Model model, HttpServletResponse response) {
        response.setStatus(SignInSteps.tell(problem, response));
        model.addAttribute("provider", provider);
        model.addAttribute("message", steps.refusal(problem).text());
        model.addAttribute("back", SignInSteps.local(back));
        return "provider";
    }
}
