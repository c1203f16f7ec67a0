package io.automedia.web.http;

import io.automedia.accounts.Accounts;
import io.automedia.accounts.Invitations;
import io.automedia.sessions.Client;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Visits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages to which mails lead, and the one that asks for such a mail. A link that is opened does
/// nothing yet, since programs that look through mails open it, too: only its form does.
@Controller
final class AccountPages {
    private final Accounts accounts;
    private final Invitations invitations;
    private final Visits visits;
    private final SignInSteps steps;

    AccountPages(Accounts accounts, Invitations invitations, Visits visits, SignInSteps steps) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.visits = visits;
        this.steps = steps;
    }

    @GetMapping("/forgot")
    String forgot() {
        return "forgot";
    }

    @PostMapping("/forgot")
    String forgot(
            @RequestParam(defaultValue = "") String email,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("email", email);
        return done("forgot", model, response, () -> accounts.forgot(email, language(request), Client.of(request)));
    }

    @GetMapping("/reset")
    String reset(@RequestParam(defaultValue = "") String token, Model model) {
        return form("reset", token, model);
    }

    @PostMapping("/reset")
    String reset(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        form("reset", token, model);
        return done("reset", model, response, () -> accounts.reset(token, password, Client.of(request)));
    }

    @GetMapping("/verify")
    String verify(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("needsPassword", accounts.needsPassword(token));
        return form("verify", token, model);
    }

    @PostMapping("/verify")
    String verify(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletResponse response) {
        verify(token, model);
        return done("verify", model, response, () -> accounts.confirm(token, password));
    }

    @GetMapping("/invitation")
    String invitation(@RequestParam(defaultValue = "") String token, Model model) {
        return form("invitation", token, model);
    }

    @PostMapping("/invitation")
    String invitation(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        form("invitation", token, model);
        return done("invitation", model, response, () -> invitations.accept(token, password, language(request)));
    }

    private static String form(String view, String token, Model model) {
        model.addAttribute("token", token);
        return view;
    }

    /// Does what a form asks for and tells that it is done, or shows the form again with what was wrong.
    private String done(String view, Model model, HttpServletResponse response, Runnable act) {
        try {
            act.run();
            model.addAttribute("told", view);
            return "told";
        } catch (ProblemException wrong) {
            response.setStatus(SignInSteps.tell(wrong.problem(), response));
            model.addAttribute("message", steps.refusal(wrong.problem()).text());
            return view;
        }
    }

    private String language(HttpServletRequest request) {
        return visits.viewer(request).locale().getLanguage();
    }
}
