package io.automedia.web.settings;

import io.automedia.accounts.Accounts;
import io.automedia.sessions.Client;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/account`: a person's address and password, and the end of his account.
@Controller
final class AccountController {
    private static final String PAGE = "/settings/account";

    private final AccountSettingsPages pages;
    private final Accounts accounts;

    AccountController(AccountSettingsPages pages, Accounts accounts) {
        this.pages = pages;
        this.accounts = accounts;
    }

    @GetMapping(PAGE)
    ModelAndView page(Visit visit, @RequestParam(defaultValue = "") String done) {
        return new ModelAndView("settings/account", "page", pages.page(visit, done));
    }

    @PostMapping(PAGE + "/password")
    ModelAndView password(
            Visit visit,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String newPassword,
            HttpServletRequest request) {
        return done(
                visit,
                "password",
                () -> accounts.changePassword(visit.caller(), password, newPassword, Client.of(request)));
    }

    @PostMapping(PAGE + "/email")
    ModelAndView address(
            Visit visit,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request) {
        return done(
                visit,
                "email",
                email,
                () -> accounts.changeAddress(visit.caller(), password, email, Client.of(request)));
    }

    @PostMapping(PAGE + "/confirm")
    ModelAndView confirm(Visit visit, HttpServletRequest request) {
        return done(visit, "confirm", () -> accounts.askToConfirm(visit.caller(), Client.of(request)));
    }

    @PostMapping(PAGE + "/deactivate")
    ModelAndView deactivate(Visit visit, @RequestParam(defaultValue = "") String password, HttpServletRequest request) {
        ModelAndView answer =
                done(visit, "deactivate", () -> accounts.deactivate(visit.caller(), password, Client.of(request)));
        return answer.getStatus() == null ? new ModelAndView("redirect:/login") : answer;
    }

    /// Does what a form asks for, or shows the page with what was wrong beside that form.
    private ModelAndView done(Visit visit, String form, Runnable act) {
        return done(visit, form, "", act);
    }

    /// @param newEmail what was typed, which stays
    private ModelAndView done(Visit visit, String form, String newEmail, Runnable act) {
        try {
            act.run();
            return new ModelAndView("redirect:" + PAGE + "?done=" + form);
        } catch (ProblemException wrong) {
            if (wrong.problem() instanceof Problem.Forbidden || wrong.problem() instanceof Problem.ConfirmationNeeded) {
                throw wrong;
            }
            ModelAndView shown = new ModelAndView(
                    "settings/account",
                    "page",
                    pages.wrong(
                            visit,
                            form,
                            Refusal.of(visit.words(), wrong.problem()).text(),
                            newEmail));
            shown.setStatus(
                    wrong.problem() instanceof Problem.TooMany
                            ? HttpStatus.TOO_MANY_REQUESTS
                            : HttpStatus.UNPROCESSABLE_CONTENT);
            return shown;
        }
    }
}
